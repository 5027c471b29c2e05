"""Every message with a code: what it says, what to do, and how grave it is.

The one table of these texts, in a module for each subject; `docs/messages.md` is made from it. A code is
never used again for something else.
"""

from __future__ import annotations

from collections import ChainMap

from handouts.messages import asking, brand, chain, checks, content, drawing, files, packing, page, review
from handouts.messages.message import Message

SUBJECTS = (files, content, checks, brand, chain, drawing, page, review, packing, asking)

MESSAGES: ChainMap[str, Message] = ChainMap(*(subject.MESSAGES for subject in SUBJECTS))
