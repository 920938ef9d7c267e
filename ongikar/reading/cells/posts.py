"""Words by which a post, a person and a place are told apart in a cell without separators."""

from __future__ import annotations

import re

from ongikar.bangla.normal import normal_form
from ongikar.bangla.patterns import compiled

# The noun that a post ends with.
_HEADS = """
কর্মকর্তা কর্মকর্তাগণ কর্মকর্তাবৃন্দ কর্মচারী কর্মচারীগণ অফিসার পরিচালক উপপরিচালক মহাপরিচালক সচিব যুগ্মসচিব উপসচিব কমিশনার প্রশাসক চেয়ারম্যান ভাইস-চেয়ারম্যান মেয়র প্রকৌশলী
প্রোগ্রামার সার্জন চিকিৎসক নার্স অধ্যক্ষ উপাধ্যক্ষ প্রভাষক অধ্যাপক শিক্ষক ব্যবস্থাপক মহাব্যবস্থাপক উপব্যবস্থাপক ম্যানেজার রেজিস্ট্রার রেজিষ্ট্রার সাব-রেজিস্ট্রার সাব-রেজিষ্ট্রার পরিদর্শক পরিদর্শিকা সুপার
সুপারিনটেনডেন্ট সুপারইনটেনডেন্ট সুপারিন্টেনডেন্ট তত্ত্বাবধায়ক সহকারী অপারেটর টেকনিশিয়ান টেকনোলজিস্ট টেকনোলজিষ্ট হিসাবরক্ষক ক্যাশিয়ার কেরানি করণিক নাজির পেশকার সার্ভেয়ার কানুনগো
তহশিলদার তহসিলদার কাউন্সিলর সদস্য সভাপতি মেম্বার উদ্যোক্তা প্রশিক্ষক প্রশিক্ষিকা ইন্সট্রাক্টর ইনস্ট্রাক্টর ইনচার্জ সুপারভাইজার কীটতত্ত্ববিদ বিজ্ঞানী গবেষক লাইব্রেরিয়ান গ্রন্থাগারিক চালক ড্রাইভার
নিয়ন্ত্রক নিবন্ধক ম্যাজিস্ট্রেট বিচারক জজ কিপার রক্ষক মাষ্টার মাস্টার সংগঠক সমন্বয়ক প্রতিনিধি ফার্মাসিস্ট পরামর্শক বিশ্লেষক কম্পাউন্ডার অডিটর ফোরম্যান কর্তৃপক্ষ মন্ত্রী প্রধান টিম
ইউএনও ইউএও ইউএইচএফপিও এসএএও আরএমও ওসি এসআই এএসআই আরডিসি এনডিসি এডিসি এসিল্যান্ড ডিসি ডিডি এডি পিআইও ইউপি এসি জিএম ডিজিএম এজিএম এমও টিএইচও ইউএফপিও এসএসিএমও এফডব্লিউভি এফডব্লিউএ
এইচএ সিএইচসিপি ইউসিও পেস্কার অনিক মুদ্রাক্ষরিক টাইপিস্ট মেকানিক বাবুর্চি সহায়ক ইন্সপেক্টর ইনস্পেক্টর পোস্টমাস্টার পোষ্টমাস্টার হিসাবরক্ষণকারী গ্রন্থাগারিক
"""
# Words with which a post may begin before its noun.
_STARTS = """
সহকারী সহঃ সহ উপ উপঃ অতিরিক্ত যুগ্ম সিনিয়র সিনিঃ জুনিয়র মুখ্য নির্বাহী প্রশাসনিক জেলা উপজেলা ইউনিয়ন পৌর থানা বিভাগীয় আঞ্চলিক উচ্চমান নিম্নমান ভারপ্রাপ্ত মহা সাব হিসাব হিসাবরক্ষণ অফিস কম্পিউটার
ডাটা মেডিকেল মেডিক্যাল আবাসিক মাঠ ফিল্ড ব্লক শাখা ক্যাশ স্টোর ল্যাব সংশ্লিষ্ট কর্তব্যরত দায়িত্বপ্রাপ্ত পরিসংখ্যান কৃষি মৎস্য সমাজসেবা সমাজকর্মী যুব মহিলা সমবায় প্রাণিসম্পদ পরিবার স্বাস্থ্য ভেটেরিনারি রেকর্ড
সিস্টেম নেটওয়ার্ক জেল মোটরযান সার্টিফিকেট রাজস্ব প্রথম দ্বিতীয় সাঁট লাইসেন্স কর বাজার স্যানিটারি ইপিআই জোনাল সার্কেল ফ্রন্ট প্রকল্প একাডেমিক ট্রেড আইন আইসিটি তথ্য জনসংযোগ গবেষণা বিশেষজ্ঞ কনসালটেন্ট
সিভিল পুলিশ পোস্ট পোষ্ট স্টেশন ষ্টেশন খাদ্য শিক্ষা মাধ্যমিক প্রাথমিক নির্বাচন পরিবেশ বন রেঞ্জ বিট মৃত্তিকা উদ্ভিদ শস্য ভূমি ইউপি গ্রাম টেলিফোন টেলিকম উন্নয়ন জনস্বাস্থ্য সকল সেকশন ডিউটি ইউডিসি ওয়ার্ড লাইন স্টাফ ব্রাঞ্চ ক্যাম্প
"""
_ENGLISH_HEADS = (
    "officer director secretary manager commissioner engineer programmer chairman chairperson head in-charge incharge inspector master registrar superintendent supervisor "
    "assistant operator accountant surveyor hydrographer physician surgeon nurse chief controller coordinator executive analyst consultant librarian councillor mayor teacher instructor cashier judge dgm agm gm uno adc acland ceo cfo cio xen"
)
_ENGLISH_STARTS = (
    "deputy assistant additional senior junior chief executive branch zonal regional district upazila traffic harbour relationship customer joint general estate cash personal medical field system "
    "administrative accounts principal responsible concerned grievance appeal focal duty divisional"
)
# Surnames, given names and titles that tell a person; not a list of people but of the commonest words in names.
_NAMES = """
মোঃ মো মো: মোহাম্মদ মোহাম্মাদ মুহাম্মদ মোছাঃ মোসাঃ মোছা মোসা মোসাম্মৎ ডাঃ ডা ডা: ডঃ ড প্রফেসর ইঞ্জিনিয়ার ইঞ্জি আলহাজ্ব আলহাজ কাজী সৈয়দ সৈয়দা শেখ শ্রী শ্রীমতি মিসেস মিঃ বেগম খন্দকার খোন্দকার
হোসেন হোসাইন হোসেইন হাসান রহমান ইসলাম আহমেদ আহমদ আহম্মেদ উদ্দিন উদ্দীন আলী আলম খান খানম খাতুন আক্তার আকতার আখতার সুলতানা পারভীন পারভিন ইয়াসমিন বানু চৌধুরী সরকার মিয়া মিঞা মজুমদার তালুকদার শিকদার
হাওলাদার মোল্লা ভূঁইয়া ভূইয়া ভুঁইয়া পাটোয়ারী প্রামানিক মণ্ডল মন্ডল বিশ্বাস দাস দেব নাথ পাল সাহা রায় ঘোষ বসু সেন শীল চক্রবর্তী ব্যানার্জী মুখার্জী কর্মকার সূত্রধর বড়ুয়া চাকমা মারমা ত্রিপুরা তঞ্চঙ্গ্যা ম্রো
হক কাদের কবির করিম রশিদ রশীদ আজিজ হাকিম হালিম মান্নান সালাম সাত্তার জব্বার গফুর রউফ বারী আমিন আলীম মোমেন মুমিন মতিন রাজ্জাক খালেক মালেক বাশার ফারুক জাহান নাহার আরা ফেরদৌস ফেরদৌসী শারমিন নাসরিন জাহাঙ্গীর
সিদ্দিক সিদ্দিকী সিদ্দিকুর হাবীবুর হাবিবুর মিজানুর আতাউর মাহবুব মাহমুদ মাসুদ কামাল জামাল জামান ইমাম ইউসুফ ইব্রাহিম আব্দুল আবদুল আবু আব্দুর আবদুর কুমার চন্দ্র রানী রাণী দত্ত গোস্বামী ভট্টাচার্য
"""
_ENGLISH_NAMES = "md mohammad mohammed muhammad mr mrs ms dr engr prof capt captain major col sheikh syed kazi begum hossain hossen rahman islam ahmed uddin ali alam khan khatun akter sultana chowdhury sarker haque hoque kabir karim das roy saha"
_OFFICE = compiled(
    normal_form(
        r"শাখা(?!\s*প্রধান)|অধিশাখা|কার্যালয়|দপ্তর|অধিদপ্তর|বিভাগ(?!ীয়)|মন্ত্রণালয়|সেল(?![ঀ-৿])|ডেস্ক|ভবন|তলা|সার্কেল(?=\s*অফিস|$|,)|কেন্দ্র(?![ঀ-৿])|কাউন্টার|সচিবালয়|অফিস(?=\s*সকল|$|\s*কক্ষ|[,।]|\s*ভবন)|ইউনিট|টিনশেড|পরিষদ(?![ঀ-৿])|হাসপাতাল|কমপ্লেক্স|গেইট|গেট|সেন্টার|উইং"
        r"|\bdivision\b|\bdesk\b|\bcell\b|\bbuilding\b|\bbranch(?!\s+(?:manager|operations))\b|\boffice(?!r)\b|\bdepartment\b|\bsection\b|\bwing\b|\bunit\b|\bfloor\b|\bsecretariat\b|\bcent(?:er|re)\b|\bministry\b"
    ),
    re.IGNORECASE,
)
HONORIFIC = compiled(normal_form(r"^(?:জনাবা?|মাননীয়|বেগম\s+(?=মো)|mr\.?|mrs\.?|ms\.?)[\s.:ঃ]+"), re.IGNORECASE)


def _set(*lists: str) -> frozenset[str]:
    return frozenset(normal_form(word).casefold() for words in lists for word in words.split())


_HEAD_WORDS, _START_WORDS = _set(_HEADS, _ENGLISH_HEADS), _set(_STARTS, _ENGLISH_STARTS)
_NAME_WORDS = _set(_NAMES, _ENGLISH_NAMES)
_PREFIX = compiled("^(?:উপ|সহ|মহা|যুগ্ম|অতিঃ)(?=.{4})")


def _bare(word: str) -> str:
    return word.strip("()[],।.;:ঃ-–/'’‘").casefold()


def _pieces(word: str) -> list[str]:
    """The parts of one written word: "উপ-পরিচালক" is উপ and পরিচালক, "ইউএনও/ডিসি" both of them."""
    return [piece for piece in re.split(r"[-–/()]", _bare(word)) if piece]


def is_head(word: str) -> bool:
    """Whether a post ends with this word."""
    return _bare(word) in _HEAD_WORDS or any(_PREFIX.sub("", piece) in _HEAD_WORDS for piece in _pieces(word))


def starts_post(word: str) -> bool:
    """Whether a post may begin with this word."""
    pieces = _pieces(word)
    return is_head(word) or (bool(pieces) and (_bare(word) in _START_WORDS or pieces[0] in _START_WORDS))


def tells_name(word: str) -> bool:
    """Whether people are named with this word."""
    return (
        _bare(word) in _NAME_WORDS
        or word.rstrip(",").casefold() in _NAME_WORDS
        or any(piece in _NAME_WORDS for piece in re.split("[-–.]", _bare(word)) if len(piece) > 2)
    )


def is_place(words: str) -> bool:
    """Whether these words are a section, a building or an office."""
    return bool(_OFFICE.search(words))
