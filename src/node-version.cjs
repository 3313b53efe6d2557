/** Ends the process with one line where Node is too old. CommonJS, so that every Node can run it. */
const NEEDED = [24, 15];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `Tranche needs Node ${NEEDED.join('.')} or newer, this is ${process.versions.node}: run "npm ci", then "npm run segment -- FILE".`,
  );
  process.exit(1);
}
