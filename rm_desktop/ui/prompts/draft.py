"""A prompt of one's own while it is being written, and what it still needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rm_desktop.domain.prompts import DEPTHS, AskedBy, Prompt, Stage
from rm_desktop.domain.text import harmless
from rm_desktop.domain.words import tr

#: Characters of each text, as in a pack.
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of the form. `id` is empty for a new prompt."""

    id: str = ""
    category: str = ""
    stage: Stage = Stage.OPENING
    role: AskedBy = AskedBy.BOTH
    depth: int = 1
    text: str = ""
    why: str = ""
    follow_up: str = ""
    caution: str = ""

    @classmethod
    def of(cls, prompt: Prompt) -> Draft:
        """Return a stored prompt as a draft."""
        return cls(
            prompt.id,
            prompt.category,
            prompt.stage,
            prompt.role,
            prompt.depth,
            prompt.text,
            prompt.why,
            prompt.follow_up,
            prompt.caution,
        )

    def problems(self) -> Mapping[str, str]:
        """Return what is wrong, as a sentence by field; nothing when it can be kept."""
        found: dict[str, str] = {}
        if not self.text.strip():
            found["text"] = tr("Write the question.")
        if self.depth == DEPTHS[-1] and not self.caution.strip():
            found["caution"] = tr(
                "A prompt of depth 3 needs a caution: what to mind before asking."
            )
        for name in ("text", "why", "follow_up", "caution"):
            words = _flat(getattr(self, name))
            if len(words) > LONGEST:
                found[name] = tr("At most {n} characters.", n=f"{LONGEST:,}")
            elif harmless(words) != words:
                found[name] = tr("There is a hidden control character in it. Type it again.")
        return found

    def prompt(self) -> Prompt:
        """Return the draft as a prompt of one's own, each text on one line."""
        texts = (_flat(each) for each in (self.text, self.why, self.follow_up, self.caution))
        return Prompt(self.id, self.category, self.stage, self.role, self.depth, *texts)


def _flat(text: str) -> str:
    return " ".join(text.split())
