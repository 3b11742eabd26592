import type { Machine } from './machine.js';

/** USB ports of a machine, as udev's ID_PATH names them. */
export const PORTS = ['pci-0000:00:14.0-usb-0:2:1.0', 'pci-0000:00:14.0-usb-0:3:1.0'] as const;

/**
 * What a machine's udev makes of two cameras, each with a device for pictures and one for their metadata, as most have: the links that
 * each of `video0` to `video3` gets. A container has no devices of its own, so udev is asked (`udevadm test`) about a tree that lies in
 * place of /sys for it alone; systemd lets that be where it is told (docs/ENVIRONMENT of systemd).
 */
export async function linksOfCameras(machine: Machine): Promise<string[][]> {
  const said = await machine.run('unshare --mount bash', SCRIPT);
  return said
    .trim()
    .split('\n')
    .map((line) => line.split(' ').filter((link) => link !== ''));
}

const SCRIPT = `set -euo pipefail
mkdir -p /run/udev
mount -t tmpfs tmpfs /sys
mount -t tmpfs tmpfs /run/udev
# What it would link: /dev as it is stays so.
mount -t tmpfs tmpfs /dev
controller=/sys/devices/pci0000:00/0000:00:14.0
mkdir -p /sys/class/video4linux /sys/bus/usb/devices /sys/bus/pci/devices $controller
ln -s /sys/bus/pci $controller/subsystem
echo DRIVER=xhci_hcd >$controller/uevent
number=0
for port in 2 3; do
  usb=$controller/usb1/1-$port
  of=$usb/1-$port:1.0
  mkdir -p $of
  ln -s /sys/bus/usb $usb/subsystem
  ln -s /sys/bus/usb $of/subsystem
  echo DEVTYPE=usb_device >$usb/uevent
  echo DEVTYPE=usb_interface >$of/uevent
  echo 046d >$usb/idVendor
  echo 0825 >$usb/idProduct
  for index in 0 1; do
    video=$of/video4linux/video$number
    mkdir -p $video
    printf 'MAJOR=81\\nMINOR=%s\\nDEVNAME=video%s\\n' $number $number >$video/uevent
    echo 81:$number >$video/dev
    echo $index >$video/index
    echo 'USB camera' >$video/name
    ln -s /sys/class/video4linux $video/subsystem
    ln -s $of $video/device
    ln -s $video /sys/class/video4linux/video$number
    SYSTEMD_DEVICE_VERIFY_SYSFS=0 udevadm test --action=add $video >/run/udev/said 2>&1
    sed -n 's/^ *DEVLINKS=//p' /run/udev/said | grep . || echo
    number=$((number + 1))
  done
done
`;
