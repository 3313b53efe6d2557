/** Every so many-th item where there are too many: dots that hide each other take their time and show nothing. */
export const evenly = <T>(items: readonly T[], most: number): readonly T[] =>
  items.length <= most
    ? items
    : Array.from({ length: most }, (_, place) => items[Math.floor((place * items.length) / most)]!);
