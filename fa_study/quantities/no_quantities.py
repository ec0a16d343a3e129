"""What holds digits or number words and is no quantity: telephones, codes, addresses, note marks, names"""

from __future__ import annotations
import re
from fractions import Fraction
from fa_study.quantities.rules import DIGIT, NAME, Reading, Rule, cues
_YEAR_AHEAD = r"(?:19|20)\d\d(?!\d)"  # 联合-2021 holds a year, 歼-20 and COVID-19 hold none
_CURRENCY_CODES = "USD|US|RMB|CNY|CNH|EUR|HKD|GBP|JPY|TWD|NTD|NT|MOP|SGD|AUD|CAD|NZD|CHF|KRW|INR|RUB|SDR|THB|MYR|FY|AD|BC"
_CODE_STEM = "(?:[a-z]{1,30}(?:[-/·][a-z]{1,30}){0,5}[-/·]|[a-z]{1,30})"
_DIGIT_RUN = r"\+?[(\d](?:[\d()]|[ /.-](?=[\d(])){4,40}\d"
_PHONE_WORD = (
    r"(?:电话|传真|热线|手机|座机|邮编|邮政编码|联系方式|银行账号|账号|身份证号码?|护照号码?|QQ|[Tt]el(?:ephone)?|[Ff]ax|[Pp]hone|"
    r"[Hh]otline|[Mm]obile|[Cc]ell|[Pp]ostcode|[Pp]ostal code|[Zz]ip(?: code)?|P\.?O\.? Box|[Aa]ccount (?:number|no\.?)|[Pp]assport (?:number|no\.?))"
)
_NAMED_PHONE = re.compile(
    rf"{_PHONE_WORD}(?:号码| number| no)?s?[.:]?\s?(?:at |is |为|是)?\s?{_DIGIT_RUN}|\d{{3,6}}(?:[^，。,.]{{0,6}})热线"
)
_PHONE_CUE = (
    "电话 传真 热线 手机 座机 邮编 邮政编码 联系方式 账号 身份证 护照 qq tel fax phone hotline mobile cell postcode zip box account passport".split()
    + ["postal code"]
)
_PHONE = re.compile(
    r"(?:\+|00)\d{1,3}[ -]?\(?\d[\d() -]{5,20}\d(?!\d)|\(?0\d{2,3}\)?[ -]\d{3,4}[ -]?\d{4}(?!\d)|"
    r"\((?:\d{2,3}[ -]?)?\d{2,4}\) ?\d{3,4}[ -]?\d{4}(?!\d)|"
    r"(?:400|800|1[3-9]\d)[ -]\d{3,4}[ -]\d{3,4}(?!\d)|1[3-9]\d{9}(?![\d.])"
)
_PHONE_CORE = re.compile(r"(?<![a-z\d.,])(?:[+(]\d|[01489]\d\d)")
_ADDRESS = re.compile(r"https?://[!-~]{1,200}|\bwww\.[!-~]{1,200}|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,64}|(?<=[\w.,;”’»])[⁰¹²³⁴-⁹]+")
_CODES = [
    r"(?:isbn|issn|doi|cn|udc|iso|gb/t|ip)[ :]{0,2}\d[\dx/.:-]{1,40}(?:/[a-z]\b)?",
    r"10\.\d{4,9}/[!-~]{1,60}",
    r"[\u4e00-\u9fff]{0,6}[〔\[［【(](?:19|20)\d\d[〕\]］】)]\s?第?\d{1,6}号?",
    r"\d{1,3}(?:\.\d{1,3}){3}\b",
    r"v(?:er(?:sion)?)?\.? ?\d+(?:\.\d+)+\b",
    r"[a-z]{1,6}(?:/[a-z.-]{1,20}){0,4}/\d{1,6}(?:/[a-z\d.-]{1,20}){0,4}(?:\((?:19|20)\d\d\))?",
    rf"(?!(?:{_CURRENCY_CODES.lower()})\s?\d)(?!(?:q|h|t)[1-4]\b){_CODE_STEM}(?!{_YEAR_AHEAD})\d[a-z0-9/-]{{0,40}}(?:\.\d{{1,6}}(?![\d%]))?",
    r"\d{1,9}(?:\s?[+×x]\s?(?:\d{1,9}|n\b)){1,9}",
    r"\d{1,2}(?:g(?!w)|k|d|p)(?![a-z\d])",
    r"24/7(?![\d/])|7\s?[×x*]\s?24(?!\d)",
    r"\d{1,2}(?:st|nd|rd|th)? (?:street|avenue|road)\b",
]
_WITH_DIGITS = re.compile("|".join(f"(?:{pattern})" for pattern in _CODES))
_CODE_CORE = re.compile(r"(?<![\d.,$€£¥])\d")
_CODE_LEAD = re.compile(
    r"(?:(?<![a-z])(?:isbn|issn|doi|cn|udc|iso|gb/t|ip)[ :]{0,2}|(?<![a-z])v(?:er(?:sion)?)?\.? ?|(?<![a-z])[a-z][a-z./·-]{0,60}|"
    r"[\u4e00-\u9fff]{0,6}[〔\[［【(])\Z"
)
_NO_CODE = re.compile(r"(?:over|nearly|almost|some|under|above|about|around|up-to|than|less|least|mid|pre|post|age|aged|of|the|to|and|or|by|in|from|top|first|last|past|a|an|no|usd|rmb)-\d.*")
_CODE_ENDS = tuple("abcdefghijklmnopqrstuvwxyz-/·.:〔[［【( ")
_NOTE = re.compile(r"(?<=[”’»])\d{1,2}(?=\s|[，。、；,;.]|$)|\[\d{1,3}\]|(?<=[a-z][.,;])\d{1,2}(?=\s|$)")


def _read_note(m: re.Match[str]) -> Reading:
    return Reading(Fraction(m[0].strip("[]")), "note_mark")


def _read_code(m: re.Match[str]) -> Reading | None:
    return None if _NO_CODE.fullmatch(m[0]) else NAME


NOTE_RULE = Rule(_NOTE, _read_note, cues([DIGIT], "” ’ » [ . , ;"))
NAMED_PHONE_RULE = Rule(_NAMED_PHONE, lambda m: NAME, cues([DIGIT], _PHONE_CUE))
PHONE_RULE = Rule(_PHONE, lambda m: NAME, cues([DIGIT]), _PHONE_CORE)
ADDRESS_RULE = Rule(_ADDRESS, lambda m: NAME, cues(["@", "www", "http", *"⁰¹²³⁴⁵⁶⁷⁸⁹"]))
CODE_RULE = Rule(_WITH_DIGITS, _read_code, cues([DIGIT]), _CODE_CORE, _CODE_LEAD, _CODE_ENDS)
CODE_RULES = [NOTE_RULE, NAMED_PHONE_RULE, PHONE_RULE, ADDRESS_RULE, CODE_RULE]
_ZH_NAMES = re.compile(
    "|".join(
        [
            rf"(?<=[一-鿿])-(?!{_YEAR_AHEAD})\d{{1,9}}(?![\d%年月日个]|\s?[万亿])",
            r"(?:[一二三四五六七八九十百]{1,4}|\d{1,3})\s?国(?:集团|峰会|联军|财长)",
            "一带一路|一国两制|三个代表|两弹一星",
            "第一(?:时间|夫人|要务|资源|动力|线|手|位的)",
            "第[一二]次世界大战|[一二]战(?=[后前中期时结爆，。的]|$)|第三世界|第三方|第三国(?!家)|第二天性",
            "[一两二三双多个]位数(?!字)|万岁|万一|万分|千万不?[要别勿]|百般|十足|十分(?!钟|之)|千方百计|一五一十",
            "三农|三峡|三亚|四川|九龙|三星|六安|五金|五台山|三资|三无|两栖|两极|两性|八卦|四季|五官",
            "一(?:些|定|样|致|起|直|般|切|旦|再|向|律|概|心|同|道|贯|体|并|味|瞬|度|时|行|举|脉|线|流|贯|如既往)",
        ]
    )
)
_ZH_NAMES_CUE = cues(
    ["-", *"一三第战位岁", "国集团", "国 集团", "国峰会", "国联军", "国财长", "两弹"] + "万一 万分 千万 百般 十足 十分 千方 八卦 四季 五官 两栖 两极 两性 四川 九龙 六安 五金 五台".split()
)
_EN_NAMES = re.compile(
    "|".join(
        [
            r"\bWorld Wars? (?:I{1,3}|One|Two)\b|\b(?:First|Second) World War\b|\b(?:WWI{1,3}|WW[12])\b",
            r"\bThird World\b",
            r"\bGroup of (?:\d+|[A-Z]\w+)(?: \(?G\d+\)?)?",
            r"\b(?:[Oo]ne another|[Nn]o one|[Ee]very ?one|[Aa]ny ?one|[Ss]omeone)\b",
            r"\b[Oo]ne-(?:size-fits-all|sided|China|off|stop|man|time)\b",
            r"\b(?:[Oo]ne|[Tt]wo|[Tt]hree)-way\b|\b[Tt]wo-(?:thirds?-world|faced|edged)\b",
            r"\b[Oo]ne [Cc]ountry,? [Tt]wo [Ss]ystems\b",
            r"\b[Oo]ne (?:by one|day|way or another|and all|and the same|on one)\b|\b[Ss]quare one\b|\b[Oo]ne-to-one\b",
            r"\b[Ff]irst(?:-(?:class|rate|ever)| (?:and foremost|of all|[Ll]ady))\b|\b(?<!the )[Aa]t first\b",
            r"\b(?:[Ff]irst|[Ss]econd)[- ]hand\b|\b[Ss]econd to none\b|\b[Ss]econd nature\b",
            r"\b[Tt]hird[ -](?:part(?:y|ies)|countr(?:y|ies)|World)\b",
            r"\b(?:single|double|triple)-digit\b|\b(?:double|triple|two|three) digits\b",
            r"\b(?:[Ff]ifty|50)[-/](?:[Ff]ifty|50)\b|\b[Cc]atch-22\b|\b[Zz]ero[- ](?:sum|tolerance)\b|\b[Tt]wenty-[Tt]wo [Cc]atch\b",
            r"\b(?:Boeing|Airbus|Windows|Highway|Route|Type|Flight|Channel|Room|Apollo|Apt\.?|Unit) \d[\w-]*",
            r"\b[Ll]ong live\b",
        ]
    )
)
_EN_NAMES_CUE = cues(
    ["world", "group of ", "one", "-way", "first", "second", "third", "digit", "fifty", "catch", "zero", "50", "two-", "long live"]
    + "boeing airbus windows highway route type flight channel room apollo apt unit wwi ww1 ww2".split()
)
ZH_NAME_RULES = [*CODE_RULES, Rule(_ZH_NAMES, lambda m: NAME, _ZH_NAMES_CUE)]
EN_NAME_RULES = [*CODE_RULES, Rule(_EN_NAMES, lambda m: NAME, _EN_NAMES_CUE)]
