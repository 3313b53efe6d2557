import { seededRandom } from '../../src/core/random.ts';
import { csvOf } from './order-file.ts';

/** Orders of customers who differ in everything, skewed as shops are; amounts have two digits. */
export const randomShop = (customers: number, seed = 11): readonly string[] => {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, (_, customer) => {
    const orders = 1 + Math.floor(random() ** 4 * 20);
    const scale = 5 + 200 * random() ** 5;
    return Array.from({ length: orders }, (__, order) => {
      const day = new Date(Date.UTC(2024, 0, 1) + Math.floor(random() * 300) * 86_400_000).toISOString().slice(0, 10);
      return `c${customer},${customer}-${order},${day},${(scale * (0.5 + random())).toFixed(2)}`;
    });
  }).flat();
};

export const randomShopCsv = (customers: number, seed?: number): string =>
  csvOf('customer,order,date,amount', randomShop(customers, seed));
