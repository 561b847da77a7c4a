/** Stands in for style sheets and fonts, which jest does not read. */
export default {};
