# Builds one executable and puts it, alone, on a small base: no SDK, no shell tools, no root.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH=amd64
WORKDIR /source

# Packages first: they change less often than the source, and this layer is kept.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig appsettings.json ./
COPY BhaiKaDns/BhaiKaDns.csproj BhaiKaDns/
COPY BhaiKaDns/Components/EmbeddedAssets.targets BhaiKaDns/Components/
RUN dotnet restore BhaiKaDns -r "linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)" -p:PublishReadyToRun=true

COPY BhaiKaDns/ BhaiKaDns/
RUN dotnet publish BhaiKaDns -c Release -r "linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)" --self-contained -p:PublishSingleFile=true -o /out \
    && mkdir -p /data /bundle

# Has the C library, OpenSSL, time zones and the user "app" (1654); no shell and no package manager.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra
COPY --from=build --chown=1654:1654 /data /data
COPY --from=build --chown=1654:1654 /bundle /bundle
COPY --from=build /out/bhaikadns /usr/local/bin/bhaikadns

# Native libraries inside the executable are laid out here at the first start.
ENV DOTNET_BUNDLE_EXTRACT_BASE_DIR=/bundle \
    BHAIKADNS_Storage__DataDirectory=/data \
    BHAIKADNS_Dns__Listen__0=0.0.0.0:53 \
    BHAIKADNS_Dns__Listen__1=[::]:53 \
    BHAIKADNS_Dns__WhenAddressTaken=Retry \
    BHAIKADNS_Admin__Listen__0=http://0.0.0.0:8080

# Docker lets this user open port 53; elsewhere (Kubernetes, Podman) set net.ipv4.ip_unprivileged_port_start=53 or map the port.
USER 1654
WORKDIR /data
VOLUME /data
EXPOSE 53/udp 53/tcp 8080/tcp

# A real question over the wire, not just "the process runs".
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 CMD ["/usr/local/bin/bhaikadns", "health"]
ENTRYPOINT ["/usr/local/bin/bhaikadns"]
