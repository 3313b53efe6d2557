/** `npm start`: will start the Slack bot, and without Slack tokens its playground. */
console.log('The Slack bot is not part of this version yet. Segment a file in the terminal instead:');
console.log('  npm run segment -- orders.csv     your own orders');
console.log('  npm run segment -- --sample       the built-in sample store');
