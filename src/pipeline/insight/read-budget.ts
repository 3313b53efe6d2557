import { type BudgetView, budgetOf } from '../../core/insight/budget.ts';
import type { Look } from './read-insight.ts';

/** Everything is in the report. */
export const readBudget = async ({ report }: Look): Promise<BudgetView> => budgetOf(report);
