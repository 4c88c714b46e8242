# A node without a machine: the image's containerd and agent in namespaces of their own, with the image's /usr and
# an empty /var. Both start at once, as the image's systemd starts them. What the image has of systemd does nothing.
#
# $1 its root, an empty folder; $2 the image's /usr; $3 user data; $4 busybox; $5 and $6 where agent and containerd
# write. It ends with its standard input.
set -eu
root=$1 usr=$2 data=$3 busybox=$4 said=$5 runtime=$6

mount -t tmpfs -o mode=755 tmpfs "$root"
cd "$root"
mkdir bench dev etc mnt old proc root run sys tmp usr var
mount -t erofs -o loop,ro "$usr" usr
for name in bin sbin lib lib64; do ln -s "usr/$name" "$name"; done
cp -a usr/share/factory/etc/. etc/
mount -t proc proc proc
mount -t sysfs sysfs sys
mount --rbind /sys/fs/cgroup sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs dev
mkdir dev/mqueue dev/pts dev/shm
for name in full null random tty urandom zero; do
  : > "dev/$name"
  mount --bind "/dev/$name" "dev/$name"
done
mount -t devpts devpts dev/pts
for name in dev/shm run tmp var; do mount -t tmpfs tmpfs "$name"; done
mkdir -p run/credentials/@system
cp "$data" run/credentials/@system/carafe.user-data

cp "$busybox" bench/busybox
printf '#!/bench/busybox true\n' > bench/nothing
chmod 755 bench/nothing
for name in journalctl networkctl systemctl systemd-notify udevadm; do
  [ ! -e "usr/bin/$name" ] || mount --bind bench/nothing "usr/bin/$name"
done

# Root may not protect a process from the kernel's want of memory everywhere.
sed -i 's/^disable_tcp_service = true/&\nrestrict_oom_score_adj = true/' etc/containerd/config.toml

# runc takes limits of the unified hierarchy only where it is the only one: elsewhere it is not told of them.
if [ ! -e sys/fs/cgroup/cgroup.controllers ]; then
  cp usr/sbin/runc bench/runc
  cat > bench/runc-without-unified <<'END'
#!/bench/busybox sh
before=
for word; do
  [ "$before" != --bundle ] || /bench/busybox sed -i 's/,"unified":{[^}]*}//' "$word/config.json"
  before=$word
done
exec /bench/runc "$@"
END
  chmod 755 bench/runc-without-unified
  mount --bind bench/runc-without-unified usr/sbin/runc
fi

echo 1 > proc/sys/net/ipv4/ip_forward
ip link set lo up
exec 3>> "$said" 4>> "$runtime"
pivot_root . old
cd /
umount -l old
export PATH=/usr/bin:/usr/sbin
MALLOC_ARENA_MAX=2 /usr/lib/carafe/jre/bin/java @/usr/lib/carafe/agent/java.options >&3 2>&3 &
GOMAXPROCS=2 containerd >&4 2>&4 &
exec 3>&- 4>&-
read -r _ || :
