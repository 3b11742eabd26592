import type { Thing } from './machine-state.js';
import { makerAndProduct, plainName } from './plain-name.js';
import { type SystemFiles, Unreadable } from './system-files.js';

/** What virtual machines call themselves in their firmware's tables. Source: systemd, src/basic/virt.c (detect_vm_dmi_vendor). */
const FIRMWARE =
  /\b(?:kvm|qemu|openstack|vmware|innotek|virtualbox|xen|bochs|parallels|bhyve|virtual machine|apple virtualization|hvm domu|google compute engine|amazon ec2|rhev|ovirt|proxmox|utm)\b/i;

/** Hints that this machine is a virtual one; none is no proof that it is not. Serial numbers in the same folder are not read. */
export async function readVirtualMachine(files: SystemFiles): Promise<Thing[]> {
  const [vendor, product, cpus, hypervisor, tree] = await Promise.all([
    files.attribute('/sys/class/dmi/id/sys_vendor'),
    files.attribute('/sys/class/dmi/id/product_name'),
    files.attribute('/proc/cpuinfo'),
    files.attribute('/sys/hypervisor/type'),
    files.attribute('/proc/device-tree/hypervisor/compatible'),
  ]);
  if (vendor === undefined && product === undefined && cpus === undefined)
    throw new Unreadable('neither the firmware’s tables nor /proc/cpuinfo can be read');
  const firmware = makerAndProduct(vendor ?? '', product ?? '').trim();
  const hints: Thing[] = [];
  if (FIRMWARE.test(firmware)) hints.push({ id: 'firmware', name: plainName(firmware, 'firmware') });
  if (/^(?:flags|Features)\s*:.*\bhypervisor\b/m.test(cpus ?? ''))
    hints.push({ id: 'processor', name: 'processor: hypervisor flag' });
  const under = hypervisor ?? tree;
  if (under !== undefined)
    hints.push({ id: 'hypervisor', name: plainName(`hypervisor: ${under}`, 'hypervisor') });
  return hints;
}
