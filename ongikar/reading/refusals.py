"""Files that are no charter text, told by their first bytes, each with what to do in both languages."""

from __future__ import annotations

from ongikar.reading.blocks import UnreadableCharter

Sentences = tuple[str, str]
MAX_BYTES = 10 * 1024 * 1024

EMPTY: Sentences = (
    "ফাইলটি খালি। সনদের লেখা আছে এমন ফাইল দিন।",
    "The file is empty. Bring a file that holds the charter.",
)
TOO_LARGE: Sentences = (
    "ফাইলটি ১০ মেগাবাইটের বেশি। শুধু সনদের লেখাটুকু একটি ছোট ফাইলে রেখে দিন।",
    "The file is larger than 10 MB. Keep only the charter's text in a small file and bring that.",
)
TOO_MUCH: Sentences = (
    "ফাইলটি একটি সনদের চেয়ে অনেক বড় বা জটিল, তাই পড়া থামানো হয়েছে। শুধু সনদের লেখা ও সারণিটুকু একটি টেক্সট (.txt) ফাইলে রেখে দিন।",
    "The file is far larger or more complex than a charter, so the reading was stopped. Keep only the charter's text and tables in a text file (.txt) and bring that.",
)
NOT_NOW: Sentences = (
    "ফাইলটি এখন পড়া যাচ্ছে না। কিছুক্ষণ পরে আবার দিন।",
    "The file cannot be read just now. Bring it again in a while.",
)
NO_TEXT: Sentences = (
    "এটি লেখার ফাইল নয়। সনদটি টেক্সট (.txt) বা HTML হিসেবে দিন।",
    "This is not a text file. Bring the charter as text (.txt) or HTML.",
)
NO_CHARTER: Sentences = (
    "এই ফাইলে সিটিজেনস চার্টারের সেবার সারণি পাওয়া যায়নি। সারণিসহ পুরো সনদটি দিন।",
    "No table of services of a Citizen's Charter was found in this file. Bring the whole charter with its tables.",
)
_LOCKED: Sentences = (
    "ফাইলটিতে পাসওয়ার্ড দেওয়া আছে। পাসওয়ার্ড তুলে, তারপর টেক্সট (.txt) বা HTML হিসেবে সংরক্ষণ করে দিন।",
    "The file is locked with a password. Remove the password, save it as text (.txt) or HTML and bring that.",
)
_OLD_OFFICE: Sentences = (
    "এটি পুরোনো Word বা Excel ফাইল (.doc, .xls)। ফাইলটি খুলে টেক্সট (.txt) বা HTML হিসেবে সংরক্ষণ করে দিন।",
    "This is an old Word or Excel file (.doc, .xls). Open it, save it as text (.txt) or HTML and bring that.",
)
_OFFICE: Sentences = (
    "Word বা Excel ফাইল (.docx, .xlsx) সরাসরি পড়া যায় না। ফাইলটি খুলে টেক্সট (.txt) বা HTML হিসেবে সংরক্ষণ করে দিন।",
    "Word and Excel files (.docx, .xlsx) cannot be read as they are. Open the file, save it as text (.txt) or HTML and bring that.",
)
_ARCHIVE: Sentences = (
    "এটি একটি সংকুচিত (zip) ফাইল। ভেতরের সনদটি বের করে টেক্সট (.txt) বা HTML হিসেবে দিন।",
    "This is a compressed (zip) file. Take the charter out of it and bring it as text (.txt) or HTML.",
)
_PDF: Sentences = (
    "PDF সরাসরি পড়া যায় না। সারণিগুলো কপি করে টেক্সট (.txt) ফাইলে রেখে, বা ওয়েব পাতাটি HTML হিসেবে সংরক্ষণ করে দিন।",
    "A PDF cannot be read as it is. Copy its tables into a text file (.txt), or save the web page as HTML, and bring that.",
)
_IMAGE: Sentences = (
    "এটি ছবি; ছবি থেকে লেখা পড়া যায় না। সনদটি টেক্সট (.txt) বা HTML হিসেবে দিন।",
    "This is a picture, and writing in pictures cannot be read. Bring the charter as text (.txt) or HTML.",
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def refuse_other_files(data: bytes) -> None:
    """Raise UnreadableCharter for a file that is too large, or that its first bytes show to be no text."""
    if found := _refusal(data):
        raise UnreadableCharter(*found)


def _refusal(data: bytes) -> Sentences | None:
    if len(data) > MAX_BYTES:
        return TOO_LARGE
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _LOCKED if "EncryptedPackage".encode("utf-16-le") in data else _OLD_OFFICE
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _OFFICE if b"[Content_Types].xml" in data or b"mimetypeapplication/vnd" in data[:200] else _ARCHIVE
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _LOCKED if b"/Encrypt" in data else _PDF
    if data.startswith(_PICTURES) or data[:4] + data[8:12] == b"RIFFWEBP":
        return _IMAGE
    return NO_TEXT if _is_binary(data) else None


def _is_binary(data: bytes) -> bool:
    """Control signs that no text has; UTF-16, whose Latin letters hold zeros, is left to the decoder."""
    start = data[:4096]
    if start.startswith(_UTF16) or not start:
        return False
    if unmarked_utf16(start):
        return False
    return b"\x00" in start or sum(byte < 9 or 13 < byte < 32 for byte in start) > len(start) * 0.02


def unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is 0 (Latin) or 9 (Bangla), and the bytes between are not."""
    halves = data[:2000:2], data[1:2000:2]
    for high, low, name in ((halves[1], halves[0], "utf-16-le"), (halves[0], halves[1], "utf-16-be")):
        if len(high) > 3 and 0 in high and _share(high, (0, 9, 0x20)) > 0.9 and _share(low, (0,)) < 0.1:
            return name
    return None


def _share(data: bytes, values: tuple[int, ...]) -> float:
    return sum(byte in values for byte in data) / max(len(data), 1)
