import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { messageCatalogues } from "./tools/message_catalogues.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
    root: here,
    base: "/console/",
    plugins: [messageCatalogues()],
    esbuild: { jsx: "automatic", jsxImportSource: "preact" },
    build: {
        // CMake passes --outDir for other build trees.
        outDir: "../../build/share/console",
        emptyOutDir: true,
        target: "es2021",
        // Nothing inline: the scheduler's Content-Security-Policy allows scripts and styles of its own only.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
});
