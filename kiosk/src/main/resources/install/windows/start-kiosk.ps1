# Starts the kiosk and its browser on Windows, and starts again what ends. For the booth's own account; see README.md beside it.
# Not tried on a real machine by those who wrote it: go through the checklist of README.md.
param(
  [string] $Program = "C:\Uketsuke\kiosk.jar",
  [string] $Data = "C:\ProgramData\Uketsuke",
  [string] $Java = "java.exe",
  [int] $Port = 7070
)
$ErrorActionPreference = "Stop"
$edge = "${env:ProgramFiles(x86)}\Microsoft\Edge\Application\msedge.exe"
$run = Join-Path $env:LOCALAPPDATA "Uketsuke"
$address = Join-Path $run "address"
$ask = Join-Path $run "restart-browser"
$userData = Join-Path $run "profile"
New-Item -ItemType Directory -Force -Path $run | Out-Null

function Start-Kiosk {
  Remove-Item -ErrorAction SilentlyContinue $address, $ask
  Start-Process -PassThru -WindowStyle Hidden $Java -ArgumentList @(
    "-XX:+UseSerialGC", "-jar", "`"$Program`"", "run", "--data", "`"$Data`"", "--port", $Port,
    "--address-file", "`"$address`"", "--restart-browser", "cmd.exe /c echo.>%LOCALAPPDATA%\Uketsuke\restart-browser")
}

function Start-Page {
  while (-not (Test-Path $address)) { Start-Sleep -Milliseconds 200 }
  $url = (Get-Content $address -First 1)
  Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $userData
  Start-Process -PassThru $edge -ArgumentList @(
    "--kiosk", $url, "--edge-kiosk-type=fullscreen", "--no-first-run", "--disable-pinch",
    "--overscroll-history-navigation=0", "--user-data-dir=`"$userData`"")
}

$kiosk = Start-Kiosk
$page = Start-Page
while ($true) {
  Start-Sleep -Seconds 1
  if ($kiosk.HasExited) {
    if (-not $page.HasExited) { Stop-Process -Force -Id $page.Id }
    $kiosk = Start-Kiosk
    $page = Start-Page
  } elseif ($page.HasExited -or (Test-Path $ask)) {
    Remove-Item -ErrorAction SilentlyContinue $ask
    if (-not $page.HasExited) { Stop-Process -Force -Id $page.Id }
    $page = Start-Page
  }
}
