// What GitHub's own toolkit writes for the annotations on standard input, a JSON
// list of [level, message, properties].
import { readFileSync } from 'node:fs';
import * as core from '@actions/core';

for (const [level, message, properties] of JSON.parse(readFileSync(0, 'utf8'))) {
    core[level](message, properties);
}
