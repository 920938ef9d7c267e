"""Files of grievances: kept as files of cases are, under an id with a hash."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime

from ongikar.cases.files import Received, path_of, write_durably
from ongikar.grievances.models import Decision, Grievance, GrievanceFile, Packet, Step


def keep(
    received: Received,
    *,
    grievance: Grievance,
    by_name: str,
    at: datetime,
    step: Step | None = None,
    decision: Decision | None = None,
    packet: Packet | None = None,
) -> GrievanceFile:
    """Write the bytes durably under a new id and return the unsaved row that goes with them."""
    file_id = uuid.uuid4()
    write_durably(path_of(file_id), received.data)
    return GrievanceFile(
        id=file_id, grievance=grievance, step=step, decision=decision, packet=packet, name=received.name,
        media_type=received.media_type, size=len(received.data),
        sha256=hashlib.sha256(received.data).hexdigest(), by_name=by_name, at=at,
    )  # fmt: skip
