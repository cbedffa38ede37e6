// Debian's Chromium, driven by playwright-core; no browser is downloaded.
// SPDX-License-Identifier: Apache-2.0
import { chromium } from 'playwright-core';

export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
