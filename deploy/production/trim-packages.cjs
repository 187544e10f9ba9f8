// Takes away what packages bring for those who develop with them: source maps and types of TypeScript. npm calls it after
// "npm ci --omit=dev"; where npm runs no scripts: node deploy/production/trim-packages.cjs --now
'use strict';

const { readdirSync, rmSync, statSync } = require('node:fs');
const { join } = require('node:path');

const NEVER_LOADED = /\.(?:map|d\.[cm]?ts)$/;

/**
 * Removes such files below a folder, and follows no links. Returns how many, and the room that they took, in bytes.
 * Licences and notices stay, as whoever passes packages on has to pass them on too.
 */
function trimPackages(folder) {
  const trimmed = { files: 0, bytes: 0 };
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const inside = trimPackages(path);
      trimmed.files += inside.files;
      trimmed.bytes += inside.bytes;
    } else if (entry.isFile() && NEVER_LOADED.test(entry.name)) {
      // By blocks, as a disk counts; systems that count none say the size.
      const { blocks, size } = statSync(path);
      rmSync(path);
      trimmed.files += 1;
      trimmed.bytes += blocks > 0 ? blocks * 512 : size;
    }
  }
  return trimmed;
}

module.exports = { trimPackages };

const isProduction = (process.env.npm_config_omit ?? '').split(/[\s,]+/).includes('dev');

if (require.main === module && (isProduction || process.argv.includes('--now'))) {
  const { files, bytes } = trimPackages(join(__dirname, '../../node_modules'));
  process.stdout.write(`${files} source maps and types removed: ${Math.round(bytes / 1e6)} MB.\n`);
}
