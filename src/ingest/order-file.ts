export * from '../core/order-file.ts';
