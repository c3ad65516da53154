"""A file that a reply is exported to; its ending says in which form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.export.forms import Form, exported
from assistant.export.sheet import make_sheet
from assistant.model import Answer, Refusal
from corpus.model import Corpus


class ExportError(ValueError):
    """A reply cannot be exported so; the message is a Chinese sentence for people."""


@dataclass(frozen=True)
class Target:
    """Where an export goes, and in which form."""

    path: Path
    form: Form

    @staticmethod
    def of(name: str) -> Target:
        """The target of that name. Raises ExportError where its ending stands for no form."""
        path = Path(name)
        ending = path.suffix.lower().removeprefix(".")
        if ending not in set(Form):
            endings = "、".join(f".{form.value}" for form in Form)
            raise ExportError(f"不支持导出为“{path.name}”，文件名请以 {endings} 之一结尾。")
        return Target(path, Form(ending))

    def save(self, question: str, reply: Answer | Refusal, corpus: Corpus, as_of: date) -> None:
        """Write the reply; a file of that name is replaced. Raises ExportError where it cannot be written."""
        content = exported(make_sheet(question, reply, corpus, as_of), self.form)
        try:
            self.path.write_bytes(content)
        except OSError as error:
            raise ExportError(f"无法写入 {self.path}：请检查文件夹是否存在、是否有权限写入。") from error
