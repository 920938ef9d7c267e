import unicodedata


def search_form(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())
