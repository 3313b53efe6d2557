/** Names of months in English, German, French, Spanish and Italian, whole or cut: one place for samples and for SQL. */

const NAMES: readonly string[] = [
  'january february march april may june july august september october november december',
  'januar februar marz april mai juni juli august september oktober november dezember',
  'janner feber maerz april mai juni juli august september oktober november dezember',
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
];

const SHORTEST = 3;

/** Every beginning of a name, of three letters or more, that means one month only; 1 to 12. Lower case without accents. */
const monthNames = (): ReadonlyMap<string, number> => {
  const found = new Map<string, number>([['mrz', 3]]);
  const unclear = new Set<string>();
  for (const [index, name] of NAMES.flatMap(line => [...line.split(' ').entries()])) {
    for (let length = SHORTEST; length <= name.length; length++) {
      const text = name.slice(0, length);
      if ((found.get(text) ?? index + 1) !== index + 1) unclear.add(text);
      found.set(text, index + 1);
    }
  }
  for (const text of unclear) found.delete(text);
  return found;
};

export const MONTH_NAMES: ReadonlyMap<string, number> = monthNames();
