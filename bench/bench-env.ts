/** The environment of a measured instance: no limits, no logs, e-mails as files, so that nothing else costs. */
export const BENCH_ENV = {
  EMAIL_TRANSPORT: 'preview',
  LOG_LEVEL: 'silent',
  RATE_LIMIT_API: '0',
  RATE_LIMIT_PUBLIC: '0',
  DAILY_EMAILS_PER_ACCOUNT: '0',
  DAILY_EMAILS_PER_RECIPIENT: '0',
  DAILY_EMAILS_PER_RECIPIENT_OVERALL: '0',
  MONGODB_URI: undefined,
  TEMPORAL_ADDRESS: undefined,
};
