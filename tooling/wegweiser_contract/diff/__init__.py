"""What changed between two contracts, judged from the client's side.

*breaking*: a client that works today may fail, miss something or have to be rebuilt differently. *additive*:
it works on, others can do more. *editorial*: only words, examples and notes differ.

In requests whatever is forbidden anew breaks, in answers whatever is allowed anew: each schema is judged in
the direction in which it travels. A new property of an answer never breaks, because clients ignore what they
do not know. Moving a schema behind a reference, or into an `allOf` of one, is no change.

Known limits, on the safe side but for the last four:
- two different patterns count as breaking in both directions: which one is wider is not computed;
- `oneOf`, `anyOf`, `not` and keywords unknown here are compared as a whole: any difference is breaking;
- a renamed property, parameter or path is a removal and an addition;
- several members of `allOf` are merged, the later one winning where two name the same keyword;
- names of components, tags and servers count as words, though some generators name things after them;
- a changed meaning behind unchanged keywords passes as editorial: prose is not read;
- code lists and requirements are compared only where both documents hold them, as releases do.
"""

from __future__ import annotations

from wegweiser_contract.diff.changes import Change, Severity
from wegweiser_contract.diff.documents import compare

__all__ = ["Change", "Severity", "compare"]
