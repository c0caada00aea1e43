// One request and what can go wrong with it. Nothing is kept: not in a store, not in the browser's cache, no cookie.

const SECONDS = 10;
const TRANSIENT = [500, 502, 504];
const PAUSES = [1, 2];

export class Failure extends Error {
  // kind: 'parameters' | 'wait' | 'missing' | 'slow' | 'broken'
  constructor(kind, { seconds = 0, status = 0, errors = [], detail = '', lang = '', code = '' } = {}) {
    super(kind);
    Object.assign(this, { kind, seconds, status, errors, detail, lang, code });
  }
}

export async function get(url, signal, lang) {
  const limit = AbortSignal.timeout(SECONDS * 1000);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, limit]),
      // Else the browser's own languages would decide what is shown where there is nothing in this one.
      headers: { 'Accept-Language': lang === 'de' ? lang : `${lang}, de;q=0.5` },
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
    });
    const body = await response.json().catch((fault) => {
      if (signal.aborted || limit.aborted || response.ok) throw fault;
      return {};
    });
    if (!response.ok) throw refused(response, body);
    return { body, url: response.url, lang: response.headers.get('Content-Language') ?? 'de' };
  } catch (fault) {
    if (fault instanceof Failure || signal.aborted) throw fault;
    throw new Failure(limit.aborted ? 'slow' : 'broken');
  }
}

// Again after what passes by itself; waiting for a 429 or 503 is for people to see, so it is not done here.
export async function patiently(url, signal, lang) {
  for (const pause of PAUSES) {
    try {
      return await get(url, signal, lang);
    } catch (fault) {
      if (!(fault instanceof Failure) || fault.kind !== 'broken') throw fault;
      await sleep(pause, signal);
    }
  }
  return get(url, signal, lang);
}

function refused(response, body) {
  const problem = body && typeof body === 'object' ? body : {};
  const { status } = response;
  const seconds = Number(problem.retryAfterSeconds ?? response.headers.get('Retry-After')) || 5;
  const told = {
    status,
    seconds: Math.min(Math.max(Math.ceil(seconds), 1), 3600),
    errors: Array.isArray(problem.errors) ? problem.errors : [],
    detail: typeof problem.detail === 'string' ? problem.detail : '',
    lang: response.headers.get('Content-Language') ?? 'de',
    code: problem.code ?? '',
  };
  if (status === 429 || status === 503) return new Failure('wait', told);
  if (TRANSIENT.includes(status)) return new Failure('broken', told);
  return new Failure(status === 404 || status === 410 ? 'missing' : 'parameters', told);
}

export function sleep(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
