import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { createApp } from '../../../api/app';
import { createHttpServer } from '../../../api/http/server';
import { publicPages } from '../../../web/public-pages';
import { TestWorld } from '../api/world';
import { launchBrowser, WIDE } from './browser';

/** How long a visitor waits for a page: on a busy machine an import that is cancelled takes half a minute to stop. */
const PATIENCE_MS = 120_000;

/** The whole of Usher with its public pages, and a browser in front of it. */
export class PagesWorld extends TestWorld {
  readonly dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'usher-pages-'));
  browser!: Browser;
  pagesUrl = '';
  private readonly contexts: BrowserContext[] = [];

  async startPages(): Promise<void> {
    await this.startWorld();
    const pages = publicPages(this.deps, this.dataDir);
    this.pagesUrl = await this.listen(createHttpServer(createApp(this.deps, { pages })));
    this.browser = await launchBrowser();
    this.willStop(() => this.browser.close());
    this.willStop(() => this.closeContexts());
  }

  async stopPages(): Promise<void> {
    await this.stopWorld();
    fs.rmSync(this.dataDir, { recursive: true });
  }

  /** A visitor with cookies of their own; without JavaScript, as every page has to work like that. */
  async visitor(options: BrowserContextOptions = WIDE): Promise<Page> {
    const context = await this.browser.newContext({ javaScriptEnabled: false, locale: 'en', ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    this.contexts.push(context);
    return context.newPage();
  }

  /** A visitor who has followed the link of an invitation. */
  async visitorOf(token: string, options: BrowserContextOptions = WIDE): Promise<Page> {
    const page = await this.visitor(options);
    await page.goto(this.linkOf(token));
    return page;
  }

  linkOf(token: string): string {
    return `${this.pagesUrl}/invitation?token=${token}`;
  }

  async closeContexts(): Promise<void> {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()));
  }

  /** Sends one request as a browser with these cookies would, and follows nothing. */
  async request(
    method: string,
    url: string,
    { cookie, form }: { cookie?: string; form?: Record<string, string> } = {},
  ) {
    const response = await fetch(this.pagesUrl + url, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === undefined ? {} : { cookie }),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}
