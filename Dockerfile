# One image of the portal; which of its processes runs is said by the command
# (compose.yml). Untried: docs/how-to/docker.rst says what is known.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      ca-certificates git make python3-venv \
      tesseract-ocr tesseract-ocr-cym tesseract-ocr-eng tesseract-ocr-osd \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /srv/ccsr ccsr \
 && install -d -o ccsr -g ccsr -m 700 /var/lib/ccsr
USER ccsr
WORKDIR /srv/ccsr/portal
COPY --chown=ccsr:ccsr . .
# profiles/cluster.cfg reads the ways to its servers from the environment.
RUN printf '[buildout]\nextends = profiles/cluster.cfg\ndevelop = src/*\nparts = instance commands\n' > buildout.cfg \
 && make -s build
ENV CCSR_VAR=/var/lib/ccsr CCSR_HOST=0.0.0.0 CCSR_PORT=8080 CCSR_LOG=json
VOLUME /var/lib/ccsr
EXPOSE 8080
CMD ["bin/ccsr", "serve"]
