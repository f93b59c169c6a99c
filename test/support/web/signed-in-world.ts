import type { BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD, type Person } from '../api/support';
import { WIDE } from './browser';
import { PagesWorld } from './pages-world';

/** The names that attack pages; each has to appear as the text it is, and to turn nothing around it. */
export const HOSTILE = '<img src=x onerror=alert(1)>"\'&{{constructor}} שלום';

export const WITH_SCRIPTS: BrowserContextOptions = { ...WIDE, javaScriptEnabled: true };

/** Pages with people who sign in by typing and clicking. */
export class SignedInWorld extends PagesWorld {
  /** Somebody who has signed in with a browser of their own. */
  async signedIn(person: Person, options: BrowserContextOptions = WIDE): Promise<Page> {
    const page = await this.visitor(options);
    await this.signIn(page, person.email, PASSWORD);
    return page;
  }

  async signIn(page: Page, email: string, password: string): Promise<void> {
    await page.goto(`${this.pagesUrl}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.app').waitFor();
  }

  open(page: Page, path: string) {
    return page.goto(this.pagesUrl + path);
  }

  /** A workspace of the vendor with two folders of records. */
  async workspaceOf({ accountId }: Person) {
    const { workspaces } = this.stores;
    const { _id: workspaceId } = await workspaces.create({ accountId, name: 'Products' });
    const folders = await Promise.all(
      ['Price lists', 'Certificates', 'Contracts'].map((name) =>
        workspaces.createFolder({ accountId, workspaceId, name }),
      ),
    );
    for (const folder of folders) {
      await workspaces.createRecord({ accountId, folderId: folder!._id, name: `${folder!.name} 2026` });
    }
    return { workspaceId, folderIds: folders.map((folder) => folder!._id) };
  }

  /** Waits until the page shows the text, loading it again where it does not move on by itself. */
  async comes(page: Page, text: string): Promise<void> {
    for (let tries = 0; tries < 30; tries += 1) {
      if ((await page.getByText(text, { exact: true }).count()) > 0) return;
      await page.waitForTimeout(500);
      await page.reload();
    }
    throw new Error(`"${text}" never came: ${await page.locator('main').innerText()}`);
  }
}
