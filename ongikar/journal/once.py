"""What is written once: rows that no code rewrites or deletes, whether one at a time or many."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class WrittenOnceQuerySet(models.QuerySet[Any]):
    """Raises TypeError where anything but a mark of its model is to change."""

    def update(self, **fields: Any) -> int:
        if set(fields) - self.model.MARKS:
            raise TypeError(f"{self.model.__name__} is never rewritten")
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model.__name__} is never deleted")


class WrittenOnce(models.Model):
    """`MARKS`: the fields that are no part of what was written, and may change."""

    MARKS: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new row is saved."""
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is never rewritten")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Any:
        raise TypeError(f"{type(self).__name__} is never deleted")
