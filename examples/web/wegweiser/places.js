// A postcode, or the name of a town that the municipality listed: the contract knows postcodes, not names.

export class Places {
  static async read(url) {
    if (!url) return new Places([]);
    try {
      const response = await fetch(new URL(url, document.baseURI), { credentials: 'omit' });
      return new Places(await response.json());
    } catch {
      return new Places([]);
    }
  }

  constructor(towns) {
    this.towns = towns;
  }

  // The parameters to ask with, or undefined where nobody knows the place.
  asked(typed) {
    const [postcode] = typed.match(/(?<![0-9])[0-9]{5}(?![0-9])/) ?? [];
    if (postcode) return { postcode };
    const wanted = folded(typed);
    const found = this.towns.find((town) => folded(town.name) === wanted)
      ?? this.towns.find((town) => wanted.length > 2 && folded(town.name).startsWith(wanted));
    return found && (found.postcode ? { postcode: found.postcode } : { ags: found.ags });
  }
}

// "Koln", "KÖLN" and "Koeln" are one town.
function folded(name) {
  return name.trim().toLowerCase().replace(/ß/g, 'ss').replace(/[äöü]/g, (letter) => 'aou'['äöü'.indexOf(letter)])
    .replace(/([aou])e(?=[^aeiou]|$)/g, '$1').replace(/[^a-z]/g, '');
}

// As fine as about a kilometre: the contract allows three decimals at most, and a search needs no more than this.
export function hereabouts() {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude.toFixed(2), lon: coords.longitude.toFixed(2) }),
      reject,
      { timeout: 10_000, maximumAge: 600_000 },
    );
  });
}
