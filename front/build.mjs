// Builds everything the browser gets: two style sheets, two scripts, four font files, one icon sprite;
// and the typefaces that printed papers are set in, which no browser gets.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "dist");
const modules = join(here, "node_modules");

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "fonts"), { recursive: true });

// Styles: sass puts them together, esbuild makes them small.
for (const name of ["public", "office"]) {
  const { css } = sass.compile(join(here, "styles", `${name}.scss`), {
    loadPaths: [join(here, "styles"), modules],
    quietDeps: true,
    charset: false,
  });
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target: ["chrome90", "firefox90", "safari15"] });
  await writeFile(join(out, `${name}.css`), code);
}

// Scripts.
await esbuild.build({
  entryPoints: ["public", "office"].map((name) => join(here, "scripts", `${name}.js`)),
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2020"],
  legalComments: "none",
  outdir: out,
});

// Fonts: latin and vietnamese only; latin-ext overlaps ă đ ơ ư and must not be listed.
const fonts = {
  "source-sans-3-latin.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
  "source-sans-3-vietnamese.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-vietnamese-wght-normal.woff2",
  "be-vietnam-pro-600-latin.woff2": "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2",
  "be-vietnam-pro-600-vietnamese.woff2": "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2",
};
for (const [name, from] of Object.entries(fonts)) await copyFile(join(modules, from), join(out, "fonts", name));

// Typefaces of printed papers (PDF), outside dist: not served. Tinos has the metrics of Times New Roman, which the rules of form
// ask for; notice sheets are set in the faces of the site.
const typefaces = join(here, "typefaces");
await rm(typefaces, { recursive: true, force: true });
await mkdir(typefaces);
const faces = {
  tinos: ["Tinos_400Regular", "Tinos_400Regular_Italic", "Tinos_700Bold", "Tinos_700Bold_Italic"],
  "source-sans-3": ["SourceSans3_400Regular", "SourceSans3_600SemiBold"],
  "be-vietnam-pro": ["BeVietnamPro_600SemiBold"],
};
for (const [family, names] of Object.entries(faces)) {
  for (const name of names) {
    const file = join(modules, "@expo-google-fonts", family, name.slice(name.indexOf("_") + 1), `${name}.ttf`);
    await copyFile(file, join(typefaces, `${name}.ttf`));
  }
}

// Icons: one sprite of the names in icons.txt.
const names = (await readFile(join(here, "icons.txt"), "utf8")).split("\n").map((line) => line.trim()).filter(Boolean);
const symbols = await Promise.all(
  names.map(async (name) => {
    const svg = await readFile(join(modules, "lucide-static/icons", `${name}.svg`), "utf8");
    // Two decimals are enough; a number with a point right behind it (2.999.665) is two numbers and stays.
    const whole = (shape) => shape.replace(/(?<![.\d])\d*\.\d{3,}(?![.\d])/g, (number) => String(Number(Number(number).toFixed(2))));
    const shapes = whole(svg).replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s+/g, " ").replace(/ \/>/g, "/>").replace(/> </g, "><").trim()}</symbol>`;
  }),
);
await writeFile(join(out, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
await copyFile(join(here, "favicon.svg"), join(out, "favicon.svg"));

for (const name of ["public.css", "office.css", "public.js", "office.js", "icons.svg"]) {
  const bytes = await readFile(join(out, name));
  console.log(`${name.padEnd(12)} ${String(bytes.length).padStart(7)} B, ${(brotliCompressSync(bytes).length / 1024).toFixed(1)} KB br`);
}
