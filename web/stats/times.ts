const DAY_MS = 86_400_000;

/** When the group of a day, an ISO week or a month begins and ends, in UTC; nothing for any other key. */
export function timesOf(key: string): { readonly from: string; readonly to: string } | undefined {
  const [, year, week, month, day] = /^(\d{4})-(?:W(\d\d)|(\d\d)(?:-(\d\d))?)$/.exec(key) ?? [];
  if (year === undefined) return undefined;
  const [from, to] =
    week === undefined ? daysOf(Number(year), Number(month), day) : weekOf(Number(year), Number(week));
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function daysOf(year: number, month: number, day: string | undefined): readonly [number, number] {
  if (day === undefined) return [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 1)];
  const from = Date.UTC(year, month - 1, Number(day));
  return [from, from + DAY_MS];
}

/** The week of 4 January is the first one; weeks begin on Monday. */
function weekOf(year: number, week: number): readonly [number, number] {
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
  const from = monday + (week - 1) * 7 * DAY_MS;
  return [from, from + 7 * DAY_MS];
}
