// The words of CLDR 48 for how long ago or ahead something is.
#include "liquid/locale.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <vector>

#include "base/text.h"

namespace daybook::liquid {
namespace {

// Forms by plural category, from the largest unit to the smallest: "other", "one|other" or "one|few|many|other". # is the number.
struct Relative {
    std::string_view locale;
    std::string_view now;
    std::string_view ahead[6];
    std::string_view ago[6];
};

constexpr int64_t kUnitSeconds[] = {31556952, 2629746, 604800, 86400, 3600, 60};

constexpr Relative kRelatives[] = {
    {"en", "now",
     {
        "in # year|in # years", "in # month|in # months", "in # week|in # weeks", "in # day|in # days", "in # hour|in # hours",
        "in # minute|in # minutes"},
     {
        "# year ago|# years ago", "# month ago|# months ago", "# week ago|# weeks ago", "# day ago|# days ago", "# hour ago|# hours ago",
        "# minute ago|# minutes ago"}},
    {"de", "jetzt",
     {
        "in # Jahr|in # Jahren", "in # Monat|in # Monaten", "in # Woche|in # Wochen", "in # Tag|in # Tagen", "in # Stunde|in # Stunden",
        "in # Minute|in # Minuten"},
     {
        "vor # Jahr|vor # Jahren", "vor # Monat|vor # Monaten", "vor # Woche|vor # Wochen", "vor # Tag|vor # Tagen", "vor # Stunde|vor # Stunden",
        "vor # Minute|vor # Minuten"}},
    {"fr", "maintenant",
     {
        "dans # an|dans # ans", "dans # mois", "dans # semaine|dans # semaines", "dans # jour|dans # jours", "dans # heure|dans # heures",
        "dans # minute|dans # minutes"},
     {
        "il y a # an|il y a # ans", "il y a # mois", "il y a # semaine|il y a # semaines", "il y a # jour|il y a # jours",
        "il y a # heure|il y a # heures", "il y a # minute|il y a # minutes"}},
    {"es", "ahora",
     {
        "dentro de # año|dentro de # años", "dentro de # mes|dentro de # meses", "dentro de # semana|dentro de # semanas",
        "dentro de # día|dentro de # días", "dentro de # hora|dentro de # horas", "dentro de # minuto|dentro de # minutos"},
     {
        "hace # año|hace # años", "hace # mes|hace # meses", "hace # semana|hace # semanas", "hace # día|hace # días", "hace # hora|hace # horas",
        "hace # minuto|hace # minutos"}},
    {"it", "ora",
     {
        "tra # anno|tra # anni", "tra # mese|tra # mesi", "tra # settimana|tra # settimane", "tra # giorno|tra # giorni", "tra # ora|tra # ore",
        "tra # minuto|tra # minuti"},
     {
        "# anno fa|# anni fa", "# mese fa|# mesi fa", "# settimana fa|# settimane fa", "# giorno fa|# giorni fa", "# ora fa|# ore fa",
        "# minuto fa|# minuti fa"}},
    {"nl", "nu",
     {
        "over # jaar", "over # maand|over # maanden", "over # week|over # weken", "over # dag|over # dagen", "over # uur",
        "over # minuut|over # minuten"},
     {
        "# jaar geleden", "# maand geleden|# maanden geleden", "# week geleden|# weken geleden", "# dag geleden|# dagen geleden", "# uur geleden",
        "# minuut geleden|# minuten geleden"}},
    {"pt", "agora",
     {
        "em # ano|em # anos", "em # mês|em # meses", "em # semana|em # semanas", "em # dia|em # dias", "em # hora|em # horas",
        "em # minuto|em # minutos"},
     {
        "há # ano|há # anos", "há # mês|há # meses", "há # semana|há # semanas", "há # dia|há # dias", "há # hora|há # horas",
        "há # minuto|há # minutos"}},
    {"pt-pt", "agora",
     {
        "dentro de # ano|dentro de # anos", "dentro de # mês|dentro de # meses", "dentro de # semana|dentro de # semanas",
        "dentro de # dia|dentro de # dias", "dentro de # hora|dentro de # horas", "dentro de # minuto|dentro de # minutos"},
     {
        "há # ano|há # anos", "há # mês|há # meses", "há # semana|há # semanas", "há # dia|há # dias", "há # hora|há # horas",
        "há # minuto|há # minutos"}},
    {"sv", "nu",
     {
        "om # år", "om # månad|om # månader", "om # vecka|om # veckor", "om # dag|om # dagar", "om # timme|om # timmar", "om # minut|om # minuter"},
     {
        "för # år sedan", "för # månad sedan|för # månader sedan", "för # vecka sedan|för # veckor sedan", "för # dag sedan|för # dagar sedan",
        "för # timme sedan|för # timmar sedan", "för # minut sedan|för # minuter sedan"}},
    {"da", "nu",
     {
        "om # år", "om # måned|om # måneder", "om # uge|om # uger", "om # dag|om # dage", "om # time|om # timer", "om # minut|om # minutter"},
     {
        "for # år siden", "for # måned siden|for # måneder siden", "for # uge siden|for # uger siden", "for # dag siden|for # dage siden",
        "for # time siden|for # timer siden", "for # minut siden|for # minutter siden"}},
    {"nb", "nå",
     {
        "om # år", "om # måned|om # måneder", "om # uke|om # uker", "om # døgn", "om # time|om # timer", "om # minutt|om # minutter"},
     {
        "for # år siden", "for # måned siden|for # måneder siden", "for # uke siden|for # uker siden", "for # døgn siden",
        "for # time siden|for # timer siden", "for # minutt siden|for # minutter siden"}},
    {"fi", "nyt",
     {
        "# vuoden päästä", "# kuukauden päästä", "# viikon päästä", "# päivän päästä", "# tunnin päästä", "# minuutin päästä"},
     {
        "# vuosi sitten|# vuotta sitten", "# kuukausi sitten|# kuukautta sitten", "# viikko sitten|# viikkoa sitten",
        "# päivä sitten|# päivää sitten", "# tunti sitten|# tuntia sitten", "# minuutti sitten|# minuuttia sitten"}},
    {"pl", "teraz",
     {
        "za # rok|za # lata|za # lat|za # roku", "za # miesiąc|za # miesiące|za # miesięcy|za # miesiąca",
        "za # tydzień|za # tygodnie|za # tygodni|za # tygodnia", "za # dzień|za # dni|za # dni|za # dnia",
        "za # godzinę|za # godziny|za # godzin|za # godziny", "za # minutę|za # minuty|za # minut|za # minuty"},
     {
        "# rok temu|# lata temu|# lat temu|# roku temu", "# miesiąc temu|# miesiące temu|# miesięcy temu|# miesiąca temu",
        "# tydzień temu|# tygodnie temu|# tygodni temu|# tygodnia temu", "# dzień temu|# dni temu|# dni temu|# dnia temu",
        "# godzinę temu|# godziny temu|# godzin temu|# godziny temu", "# minutę temu|# minuty temu|# minut temu|# minuty temu"}},
    {"cs", "nyní",
     {
        "za # rok|za # roky|za # roku|za # let", "za # měsíc|za # měsíce|za # měsíce|za # měsíců", "za # týden|za # týdny|za # týdne|za # týdnů",
        "za # den|za # dny|za # dne|za # dní", "za # hodinu|za # hodiny|za # hodiny|za # hodin", "za # minutu|za # minuty|za # minuty|za # minut"},
     {
        "před # rokem|před # lety|před # roku|před # lety", "před # měsícem|před # měsíci|před # měsíce|před # měsíci",
        "před # týdnem|před # týdny|před # týdne|před # týdny", "před # dnem|před # dny|před # dne|před # dny",
        "před # hodinou|před # hodinami|před # hodiny|před # hodinami", "před # minutou|před # minutami|před # minuty|před # minutami"}},
    {"ru", "сейчас",
     {
        "через # год|через # года|через # лет|через # года", "через # месяц|через # месяца|через # месяцев|через # месяца",
        "через # неделю|через # недели|через # недель|через # недели", "через # день|через # дня|через # дней|через # дня",
        "через # час|через # часа|через # часов|через # часа", "через # минуту|через # минуты|через # минут|через # минуты"},
     {
        "# год назад|# года назад|# лет назад|# года назад", "# месяц назад|# месяца назад|# месяцев назад|# месяца назад",
        "# неделю назад|# недели назад|# недель назад|# недели назад", "# день назад|# дня назад|# дней назад|# дня назад",
        "# час назад|# часа назад|# часов назад|# часа назад", "# минуту назад|# минуты назад|# минут назад|# минуты назад"}},
    {"tr", "şimdi",
     {
        "# yıl sonra", "# ay sonra", "# hafta sonra", "# gün sonra", "# saat sonra", "# dakika sonra"},
     {
        "# yıl önce", "# ay önce", "# hafta önce", "# gün önce", "# saat önce", "# dakika önce"}},
    {"ja", "今",
     {
        "# 年後", "# か月後", "# 週間後", "# 日後", "# 時間後", "# 分後"},
     {
        "# 年前", "# か月前", "# 週間前", "# 日前", "# 時間前", "# 分前"}},
    {"zh", "现在",
     {
        "#年后", "#个月后", "#周后", "#天后", "#小时后", "#分钟后"},
     {
        "#年前", "#个月前", "#周前", "#天前", "#小时前", "#分钟前"}},
    {"ko", "지금",
     {
        "#년 후", "#개월 후", "#주 후", "#일 후", "#시간 후", "#분 후"},
     {
        "#년 전", "#개월 전", "#주 전", "#일 전", "#시간 전", "#분 전"}},
};

const Relative& RelativeOf(std::string_view locale) {
    std::string normal = AsciiLower(locale);
    std::replace(normal.begin(), normal.end(), '_', '-');
    if (normal != "pt-pt") normal.resize(std::min<size_t>(normal.size(), 2));
    if (normal == "no") normal = "nb";
    for (const Relative& relative : kRelatives) {
        if (relative.locale == normal) return relative;
    }
    return kRelatives[0];
}

std::string_view FormOf(std::string_view forms, std::string_view category) {
    const std::vector<std::string_view> all = Split(forms, '|');
    if (all.size() == 2) return category == "one" ? all[0] : all[1];
    if (all.size() == 1) return all[0];
    return category == "one" ? all[0] : category == "few" ? all[1] : category == "many" ? all[2] : all[3];
}

}  // namespace

void AppendRelative(std::string& out, int64_t seconds, std::string_view locale) {
    const Relative& relative = RelativeOf(locale);
    for (size_t unit = 0; unit < std::size(kUnitSeconds); ++unit) {
        const int64_t count = std::abs(seconds) / kUnitSeconds[unit];
        if (count == 0) continue;
        const Number number = Number::Of(Wide{count});
        const std::string_view form = FormOf(seconds < 0 ? relative.ago[unit] : relative.ahead[unit], PluralCategory(number, locale));
        const size_t place = form.find('#');
        out += form.substr(0, place);
        AppendLocalNumber(out, number, locale);
        out += form.substr(place + 1);
        return;
    }
    out += relative.now;
}

}  // namespace daybook::liquid
