/** What `--help` prints. */
export const HELP = `Segment the customers in an orders file.

  npm run segment -- orders.csv [options]
  npm run segment -- orders.csv items.csv customers.csv products.csv
                                              files that belong together
  npm run segment -- --sample [--rows N]      the built-in sample store

Result
  --out DIR          also write charts (PNG), customers.csv, rejected.csv to DIR
  --bi DIR           write tables for Tableau, Power BI, DuckDB and the like
                     to DIR: customers, orders, segments by month, each as
                     CSV and Parquet, with a data dictionary
  --json             print the report as JSON
  --show TOPIC       more about these customers, instead of the report;
                     several with commas, or all:
                     trends         revenue, orders, customers; best sellers
                     behaviour      when, where and what each segment buys
                     retention      who comes back, by month of first order
                     concentration  what the best customers bring
                     budget         what segments bring and put at stake
                     clusterings    hierarchical and density-based segments
                     investor       figures with definitions for a data room;
                                    with --out as PDF and workbook
  --with FEATURE     for clusterings: what else describes customers; any of
                     average-order, tenure, days-between, categories, age
  --compare DAYS     also what moved since so many days ago, such as 30

Segmentation (default first)
  --k auto|2…12                  number of segments
  --features rfm|rfa             rfa: average order value instead of total spend
  --scaling log|standard         log: large spenders weigh less
  --refunds drop|net             net: refunds lower a customer's spend
  --duplicates keep|drop         drop: rows that repeat another row exactly
  --outliers keep|iqr|cap        iqr: unusual customers do not shape segments
  --names lifecycle|classic|vip  names of the segments
  --scheme tranche|klaviyo|r-rfm|putler|braze
                                 a published segment map beside the RFM groups
  --as-of YYYY-MM-DD             look at customers as of 00:00 of that day
  --seed N                       1; another seed starts k-means elsewhere

Reading the file (detected; these overrule)
  --map field=column             repeatable; a column by name, or number from 1;
                                 fields: customer order date quantity price
                                 amount product title category country channel
                                 status currency age signup
  --dates auto|dmy|mdy|ymd       order of day and month
  --decimal auto|point|comma     decimal sign
  --currency CODE                keep rows in this currency, such as EUR
  --sheet NAME                   of a workbook; or its number, from 1

  npm run -s sample -- [--rows N] [--seed N] > orders.csv
                                 the sample store's orders;
                                 1,000 to 12,000,000 rows
`;
