/**
 * SQL for the id that stands for a customer: spreadsheets and data frames turn 17850 into 17850.0, and people write one
 * e-mail address in several cases. Leading zeros belong to the id.
 */
export const customerId = (id: string): string => `CASE
  WHEN contains(${id}, '@') THEN lower(${id})
  WHEN ends_with(${id}, '0') AND regexp_full_match(${id}, '\\d+[.,]0+') THEN regexp_replace(${id}, '[.,]0+$', '')
  ELSE ${id}
END`;
