interface Named {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string;
}

/** The person's names together, or the address when there are none. */
export function displayName({ firstName, lastName, email }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email;
}
