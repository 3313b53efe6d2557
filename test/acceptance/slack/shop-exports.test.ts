import { describe, expect, it } from 'vitest';
import { exportText } from '../../ingest/presets/shop-export.ts';
import { ask, startStory, uploadOrders } from './story.ts';

describe('The export of a shop', () => {
  it('is read without a question, and the receipt says as what', async () => {
    const story = await startStory();
    const { said, report } = await uploadOrders(story, {
      name: 'orders_export_1.csv',
      bytes: await exportText('shopify-orders.csv'),
    });
    expect(said.length).toBeGreaterThan(1);
    expect(report.text).toContain('4 customers');
    expect(JSON.stringify(report.blocks)).toContain('232');
    const why = await ask(story, 'why bob@example.com');
    expect(JSON.stringify(why)).toContain('2 orders');
  });

  it('is not asked about dates either where the shop writes them in one way', async () => {
    const story = await startStory();
    const { report } = await uploadOrders(story, {
      name: 'EtsySoldOrderItems2024.csv',
      bytes: await exportText('etsy-sold-order-items.csv'),
    });
    expect(report.text).toContain('2 customers');
  });

  it('that names no customers is answered with which one does', async () => {
    const story = await startStory();
    const { said } = await uploadOrders(story, {
      name: 'orders.txt',
      bytes: await exportText('amazon-all-orders.tsv'),
    });
    expect(JSON.stringify(said)).toContain('does not say who bought');
    expect(JSON.stringify(said)).toContain('buyer-email');
  });
});
