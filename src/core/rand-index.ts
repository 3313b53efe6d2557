/** How much two ways to group the same things agree. */

const pairs = (count: number): number => (count * (count - 1)) / 2;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * Adjusted Rand index (Hubert & Arabie 1985): 1 for the same groups whatever their names, about 0 for what chance gives,
 * below 0 for less than that. `table`: how many things are in group i of the one and group j of the other.
 */
export const adjustedRandIndex = (table: readonly (readonly number[])[]): number => {
  const rows = table.map(sum);
  const columns = (table[0] ?? []).map((_, column) => sum(table.map(row => row[column]!)));
  const together = sum(table.flat().map(pairs));
  const inRows = sum(rows.map(pairs));
  const inColumns = sum(columns.map(pairs));
  const all = pairs(sum(rows));
  const expected = all === 0 ? 0 : (inRows * inColumns) / all;
  const most = (inRows + inColumns) / 2;
  // Everything in one group, or everything alone, in both: they are the same.
  return most === expected ? 1 : (together - expected) / (most - expected);
};
