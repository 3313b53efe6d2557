/** Clock times as people type them. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
}

const NAMED: Readonly<Record<string, ClockTime>> = {
  noon: { hour: 12, minute: 0 },
  midday: { hour: 12, minute: 0 },
  midnight: { hour: 0, minute: 0 },
};

/** "9", "9:00", "09.30", "0930", "9h", "9 am", "9:30pm", "noon"; `null` for anything else. Lower case. */
export const parseClockTime = (text: string): ClockTime | null => {
  const tidy = text.replaceAll('.m.', 'm').trim();
  if (NAMED[tidy]) return NAMED[tidy];
  const [, hours, minutes = '0', half] =
    /^(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm|h|o'clock)?$/.exec(tidy) ?? /^(\d{2})(\d{2})()$/.exec(tidy) ?? [];
  if (hours === undefined) return null;
  const hour = half === 'am' || half === 'pm' ? hourOfHalf(Number(hours), half) : Number(hours);
  const minute = Number(minutes);
  return hour !== null && hour <= 23 && minute <= 59 ? { hour, minute } : null;
};

/** 12 am is midnight, 12 pm is noon. */
const hourOfHalf = (hours: number, half: 'am' | 'pm'): number | null => {
  if (hours < 1 || hours > 12) return null;
  return (hours % 12) + (half === 'pm' ? 12 : 0);
};
