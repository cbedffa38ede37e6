// Coast lines, thinned when the page is bundled.
declare module 'land' {
  const land: unknown;
  export default land;
}
