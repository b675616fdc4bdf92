#!/bin/sh
# Photographs every page at 360 and 1440 pixels, light and dark, into docs/screenshots. Needs chromium and ImageMagick on the PATH.
set -eu
cd "$(dirname "$0")/.."
raw=$(mktemp -d)
trap 'rm -rf "$raw"' EXIT
BKD_SCREENSHOTS=$raw dotnet test BhaiKaDns.Tests --filter "FullyQualifiedName~EveryPageTests"
mkdir -p docs/screenshots
for picture in "$raw"/*.png; do
    convert "$picture" -quality 45 -define webp:method=6 "docs/screenshots/$(basename "$picture" .png).webp"
done
du -sh docs/screenshots
