// Bundles tests/console/*_test.ts as the product is bundled, and runs them with Node's own test runner.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const console_ = fileURLToPath(new URL("..", import.meta.url));
const tests = fileURLToPath(new URL("../../../tests/console/", import.meta.url));
const names = readdirSync(tests).filter((name) => name.endsWith("_test.ts"));
const out = mkdtempSync(join(tmpdir(), "zahide-console-tests-"));
try {
    await build({
        root: console_,
        configFile: join(console_, "vite.config.ts"),
        logLevel: "warn",
        ssr: { noExternal: true },
        build: {
            ssr: true,
            outDir: out,
            target: "node18",
            rollupOptions: {
                input: Object.fromEntries(names.map((name) => [basename(name, ".ts"), join(tests, name)])),
                output: { entryFileNames: "[name].mjs", chunkFileNames: "parts/[name]-[hash].mjs" },
            },
        },
    });
    const files = names.map((name) => join(out, `${basename(name, ".ts")}.mjs`));
    process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
    rmSync(out, { recursive: true, force: true });
}
