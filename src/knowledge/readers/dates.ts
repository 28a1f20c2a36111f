/** Dates as people write them. */

/**
 * `YYYY-MM-DD` of a date within a text, such as a file's name (`2021-10-08T15:00:00+08:00`, `2021/10/8`, `2021年10月8日`, `20211008`,
 * `8 Oct 2021`, `October 8, 2021`); absent where there is none.
 */
export function readDate(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const numbers =
    /(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/.exec(text) ??
    /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text);
  if (numbers) return dateOf(numbers[1], numbers[2], numbers[3]);
  const dayFirst = DAY_MONTH.exec(text);
  if (dayFirst) return dateOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = MONTH_DAY.exec(text);
  return monthFirst ? dateOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]) : undefined;
}

const DAY_MONTH =
  /\b(\d{1,2})(?:st|nd|rd|th)?[ -](jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,7}[.,]?[ -](\d{4})\b/i;
const MONTH_DAY =
  /\b(jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,7}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The date of a cell that holds nothing else; or what is wrong with it. Beside what {@link readDate} takes: `25/12/2021`, `8.10.2021`, Unix
 * time, and the days since 1899 that Excel writes.
 */
export function readDateCell(text: string): { readonly date?: string; readonly fault?: string } {
  const date = readDate(text) ?? dayOfTime(text);
  if (date !== undefined) return { date };
  const parts = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
  const unreadable = {
    fault: `"${text.slice(0, QUOTED)}" is no date that can be read; write it as 2021-10-08`,
  };
  if (!parts) return unreadable;
  const [, first, mark, second, year] = parts;
  const dayFirst = dateOf(year, second, first);
  const monthFirst = dateOf(year, first, second);
  // With dots the day stands first, wherever they are used.
  const sure = mark === '.' ? dayFirst : (dayFirst ?? monthFirst);
  if (sure === undefined) return unreadable;
  if (mark !== '.' && dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst)
    return {
      fault: `"${text.slice(0, QUOTED)}" may be ${dayFirst} or ${monthFirst}; write the one that is meant`,
    };
  return { date: sure };
}

/** Characters of a text that a finding quotes. */
const QUOTED = 40;
const DAY_MS = 86_400_000;
/** Excel counts days from here on (and one that never was, 29 February 1900). */
const EXCEL_BEGINS = Date.UTC(1899, 11, 30);

function dayOfTime(text: string): string | undefined {
  if (!/^(?:\d{5}|\d{10}|\d{13})$/.test(text)) return undefined;
  const count = Number(text);
  const time = text.length === 5 ? EXCEL_BEGINS + count * DAY_MS : text.length === 10 ? count * 1000 : count;
  const date = new Date(time);
  return dateOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

type Written = string | number | undefined;

/** Absent where the calendar has no such day. */
function dateOf(writtenYear: Written, writtenMonth: Written, writtenDay: Written): string | undefined {
  const [year, month, day] = [Number(writtenYear), Number(writtenMonth), Number(writtenDay)];
  const date = new Date(Date.UTC(year, month - 1, day));
  const kept = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return kept && year >= FIRST_YEAR && year <= LAST_YEAR
    ? date.toISOString().slice(0, DATE_LENGTH)
    : undefined;
}

const DATE_LENGTH = 'YYYY-MM-DD'.length;
/** Years outside of these are other numbers than dates. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
