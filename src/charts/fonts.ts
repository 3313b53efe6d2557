/**
 * The canvas with the bundled font and no other: pictures look the same on every machine, and a machine without fonts
 * does not get pictures without text.
 */
import { createRequire } from 'node:module';
import process from 'node:process';

// Read by the library when it is loaded, so it must be set before. Removing the system's fonts afterwards is no way out:
// the list of fonts is shared by all threads, and another one may be drawing.
process.env.DISABLE_SYSTEM_FONTS_LOAD = '1';
const { createCanvas, GlobalFonts, PDFDocument } = await import('@napi-rs/canvas');

const WEIGHTS = [400, 600] as const;
/** The latin-ext file under a name of its own: a second file under the same name would hide the first. */
const FAMILIES = { Inter: 'latin', 'Inter Ext': 'latin-ext' } as const;

function registerFonts(): void {
  const resolve = createRequire(import.meta.url).resolve;
  for (const [family, subset] of Object.entries(FAMILIES)) {
    if (GlobalFonts.has(family)) continue;
    for (const weight of WEIGHTS) {
      const path = resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`);
      if (GlobalFonts.registerFromPath(path, family) === null) throw new Error(`The font ${path} could not be loaded`);
    }
  }
}

/** Without a font the canvas draws no text and reports no error: throws where text would have no width. */
export function assertTextIsDrawn(): void {
  const context = createCanvas(1, 1).getContext('2d');
  for (const family of Object.keys(FAMILIES)) {
    context.font = `400 15px "${family}"`;
    const width = GlobalFonts.has(family) ? context.measureText(family === 'Inter' ? 'Hello' : 'Łş').width : 0;
    if (width === 0) throw new Error(`Charts would be drawn without text: the bundled font ${family} is not available`);
  }
}

registerFonts();
assertTextIsDrawn();

export { createCanvas, PDFDocument };
