declare module '@20minutes/s3rver' {
  /** What we use of the server. */
  class S3rver {
    constructor(options: {
      address: string;
      port: number;
      directory: string;
      silent: boolean;
      vhostBuckets: boolean;
      allowMismatchedSignatures: boolean;
      configureBuckets: { name: string }[];
    });
    httpServer: import('node:http').Server;
    callback(): import('node:http').RequestListener;
    run(): Promise<import('node:net').AddressInfo>;
  }
  export default S3rver;
}
