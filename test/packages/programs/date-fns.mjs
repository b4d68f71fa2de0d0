// date-fns: every function that takes one date, formats in several locales, arithmetic, intervals and parsing, all in UTC.
process.env.TZ = 'UTC';
const fns = await import('date-fns');
const { de, enGB, fr, ja } = await import('date-fns/locale');
const { check } = await import('./checks.mjs');

const dates = [new Date(0), new Date(Date.UTC(2024, 1, 29, 13, 5, 9, 7)), new Date(Date.UTC(1999, 11, 31, 23, 59, 59, 999)), new Date(Date.UTC(2025, 6, 6)), new Date(Number.NaN)];
const unary = Object.keys(fns).filter((name) => /^(get|is|start|end|last|next|previous|format)/.test(name) && fns[name].length === 1 && !/Now|Today|Yesterday|Tomorrow|This|Past|Future|Default/.test(name)).sort();
for (const name of unary) for (const date of dates) check(`${name}`, () => fns[name](date));
const patterns = ['yyyy-MM-dd HH:mm:ss.SSS', 'EEEE, do MMMM yyyy', 'PPPPpppp', "h 'o''clock' a", 'QQQ RRRR-II wo', 'DDD', 'X x', 'BBBB', 'yo Go', 'Pp'];
const parsePatterns = { 'yyyy-MM-dd': '2024-02-29', 'd MMMM yyyy': '3 March 2021', 'P p': '02/11/2020 10:00 PM', "yyyy-MM-dd'T'HH:mm:ssXXX": '2020-01-01T10:00:00+02:00', 'EEEE do MMMM yyyy': 'Monday 1st January 2024', 'dd.MM.yy': '31.02.21' };
for (const pattern of patterns) {
  for (const date of dates) {
    check(`format ${pattern}`, () => fns.format(date, pattern, { useAdditionalDayOfYearTokens: true, useAdditionalWeekYearTokens: true }));
    for (const locale of [de, enGB, fr, ja]) check(`format ${pattern} ${locale.code}`, () => fns.format(date, pattern, { locale, useAdditionalDayOfYearTokens: true }));
  }
}
for (const [pattern, text] of Object.entries(parsePatterns)) check(`parse ${pattern}`, () => fns.parse(text, pattern, dates[0]));
for (const unit of ['Milliseconds', 'Seconds', 'Minutes', 'Hours', 'Days', 'BusinessDays', 'Weeks', 'Months', 'Quarters', 'Years', 'ISOWeekYears']) {
  for (const date of dates) for (const amount of [1, -5, 40]) check(`add ${unit} ${amount}`, () => [fns[`add${unit}`](date, amount), fns[`sub${unit}`](date, amount)]);
  check(`difference ${unit}`, () => dates.map((date) => fns[`differenceIn${unit}`]?.(date, dates[1])));
}
for (const [later, earlier] of [[dates[1], dates[2]], [dates[3], dates[1]], [dates[3], dates[0]]]) {
  check('formatDistance', () => [fns.formatDistance(later, earlier, { addSuffix: true }), fns.formatDistance(later, earlier, { locale: de }), fns.formatDistanceStrict(later, earlier), fns.formatRelative(later, earlier)]);
  check('interval', () => [fns.intervalToDuration({ start: earlier, end: later }), fns.formatDuration(fns.intervalToDuration({ start: earlier, end: later })), fns.areIntervalsOverlapping({ start: earlier, end: later }, { start: dates[1], end: dates[3] })]);
  check('compare', () => [fns.isAfter(later, earlier), fns.isBefore(later, earlier), fns.isEqual(later, earlier), fns.compareAsc(later, earlier), fns.compareDesc(later, earlier), fns.closestTo(earlier, dates), fns.max([later, earlier]), fns.min([later, earlier])]);
}
for (const each of ['Day', 'Week', 'Weekend', 'Month', 'Quarter', 'Year']) {
  check(`each ${each}`, () => fns[`each${each}OfInterval`]({ start: new Date(Date.UTC(2024, 0, 30)), end: new Date(Date.UTC(2024, 3, 2)) }).map((date) => date.toISOString()));
}
for (const text of ['2014-02-11T11:30:30', '20140211', '2014-W07-2', '2014-042', '2014-13-01', 'tomorrow', '+002014-02-11', '2014-02-11T11:30:30.123+05:30']) {
  check(`parseISO ${text}`, () => fns.parseISO(text));
}
check('set', () => [fns.set(dates[1], { month: 5, date: 31, hours: 3 }), fns.setDay(dates[1], 0, { weekStartsOn: 1 }), fns.setISOWeek(dates[1], 53), fns.setQuarter(dates[1], 4), fns.roundToNearestMinutes(dates[1], { nearestTo: 15 }), fns.lightFormat(dates[1], 'dd/MM/yyyy'), fns.clamp(dates[0], { start: dates[2], end: dates[1] })]);
check('errors', () => fns.format(dates[1], 'YYYY'));
check('errors', () => fns.formatISO(dates[4]));
