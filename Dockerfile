# The API, in two stages: what builds it stays out of what runs it. Both stages' steps run without docker too: .ci/image-steps
FROM python:3.11-slim-bookworm AS build
ARG PREFIX=/opt/orggraph
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements/base.txt requirements/build.txt requirements/
RUN python -m venv "$PREFIX" && "$PREFIX/bin/pip" install --quiet --require-hashes -r requirements/base.txt
RUN python -m venv build-tools && build-tools/bin/pip install --quiet --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY orggraph orggraph
COPY api api
COPY importers importers
RUN build-tools/bin/pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir wheels . && "$PREFIX/bin/pip" install --quiet --no-deps --no-index wheels/*.whl

FROM python:3.11-slim-bookworm AS run
COPY --from=build /opt/orggraph /opt/orggraph
ENV PATH=/opt/orggraph/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=10s --start-period=30s --retries=6 \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=8)"]
ENTRYPOINT ["orggraph"]
CMD ["serve", "--host", "0.0.0.0"]
