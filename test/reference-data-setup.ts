/** Says once, before all tests, where tests on real data are skipped. */
export default (): void => {
  if (!process.env.REFERENCE_DATA) {
    console.log('Tests on real data are skipped: REFERENCE_DATA does not name a folder with the files and figures.');
  }
};
