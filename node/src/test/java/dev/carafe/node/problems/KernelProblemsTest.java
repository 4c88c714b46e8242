package dev.carafe.node.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carafe.node.kernel.KernelMessage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the kernel says, as it says it.
class KernelProblemsTest {
  private static final String ID = "5f".repeat(32);

  private final KernelProblems problems = new KernelProblems();
  private long sequence;

  private Optional<Finding> find(String text) {
    return problems.find(new KernelMessage(4, 0, sequence++, 1, false, text));
  }

  private Finding found(String text) {
    return find(text).orElseThrow();
  }

  @Test
  void aContainerThatAteMoreThanItMayIsToldWithItsGroup() {
    assertThat(
            find(
                "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset="
                    + ID
                    + ",mems_allowed=0,oom_memcg=/k8s.io/"
                    + ID
                    + ",task_memcg=/k8s.io/"
                    + ID
                    + ",task=a,b) c,pid=77,uid=0"))
        .isEmpty();
    Finding kill =
        found(
            "Memory cgroup out of memory: Killed process 77 (a,b) c) total-vm:34000kB,"
                + " anon-rss:32500kB, file-rss:4kB, shmem-rss:0kB, UID:0 pgtables:108kB"
                + " oom_score_adj:1000");
    assertThat(kill.kind()).isEqualTo(ProblemKind.OOM_KILLING);
    assertThat(kill.lasting()).isEmpty();
    assertThat(kill.text())
        .isEqualTo(
            "killed a,b) c (process 77): its control group has reached its memory limit; it had"
                + " 32500kB");
    assertThat(kill.touches())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "process",
                "a,b) c",
                "pid",
                "77",
                "cgroup",
                "/k8s.io/" + ID,
                "limited_by",
                "/k8s.io/" + ID));
    assertThat(ContainerNames.idOf("/k8s.io/" + ID)).contains(ID);
    assertThat(ContainerNames.idOf("/x.slice/cri-containerd-" + ID + ".scope/inner")).contains(ID);
    assertThat(ContainerNames.idOf("/system.slice/containerd.service")).isEmpty();
  }

  @Test
  void aMachineWithoutMemoryIsToldApart() {
    find(
        "oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,"
            + "task_memcg=/system.slice/x.service,task=eater,pid=9,uid=1000");
    Finding kill =
        found("Out of memory: Killed process 9 (eater) total-vm:1kB, anon-rss:1kB, UID:1000");
    assertThat(kill.text()).contains("the machine has no memory left");
    assertThat(kill.touches()).containsEntry("cgroup", "/system.slice/x.service");
  }

  @Test
  void theWordsBeforeAKillMayComeInPiecesAndAreOfNoOther() {
    find("oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null)");
    problems.find(
        new KernelMessage(
            4, 0, sequence++, 1, true, ",oom_memcg=/a,task_memcg=/a/b,task=x,pid=1,uid=0"));
    String killed = " (x) total-vm:1kB, anon-rss:1kB";
    assertThat(found("Memory cgroup out of memory: Killed process 1" + killed).touches())
        .containsEntry("cgroup", "/a/b");
    assertThat(found("Memory cgroup out of memory: Killed process 1" + killed).touches())
        .doesNotContainKey("cgroup");
    find("oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/a,task_memcg=/a/b,task=x,pid=11,uid=0");
    assertThat(found("Memory cgroup out of memory: Killed process 1" + killed).touches())
        .doesNotContainKey("cgroup");
  }

  @Test
  void whatIsStuckIsADeadlock() {
    Finding hung = found("INFO: task kworker/0:1:123 blocked for more than 120 seconds.");
    assertThat(hung.kind()).isEqualTo(ProblemKind.TASK_HUNG);
    assertThat(hung.lasting()).contains(ConditionKind.KERNEL_DEADLOCK);
    assertThat(hung.touches())
        .containsExactlyInAnyOrderEntriesOf(Map.of("process", "kworker/0:1", "pid", "123"));
    assertThat(kind("watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [java:12]"))
        .isEqualTo(ProblemKind.SOFT_LOCKUP);
    for (String stall :
        new String[] {
          "rcu: INFO: rcu_preempt self-detected stall on CPU",
          "rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:",
          "rcu: INFO: rcu_sched detected expedited stalls on CPUs/tasks: { 1-... }"
        }) {
      assertThat(kind(stall)).isEqualTo(ProblemKind.RCU_STALL);
    }
  }

  @Test
  void aMistakeOfTheKernelsIsAnOops() {
    for (String oops :
        new String[] {
          "BUG: kernel NULL pointer dereference, address: 0000000000000000",
          "BUG: unable to handle page fault for address: ffffc90000000000",
          "kernel BUG at fs/inode.c:519!",
          "Oops: 0002 [#1] PREEMPT SMP NOPTI",
          "Oops: general protection fault, probably for non-canonical address",
          "Internal error: Oops: 0000000096000044 [#1] SMP",
          "Unable to handle kernel NULL pointer dereference at virtual address 0"
        }) {
      assertThat(found(oops).lasting()).as(oops).contains(ConditionKind.KERNEL_OOPS);
    }
  }

  @Test
  void disksAndFileSystemsAreNamed() {
    Finding readOnly = found("EXT4-fs (vda5): Remounting filesystem read-only");
    assertThat(readOnly.lasting()).contains(ConditionKind.READONLY_FILESYSTEM);
    assertThat(readOnly.touches()).isEqualTo(Map.of("device", "vda5"));
    Finding error =
        found("EXT4-fs error (device vda5): ext4_find_entry:1455: inode #2: comm ls: x");
    assertThat(error.kind()).isEqualTo(ProblemKind.FILESYSTEM_ERROR);
    assertThat(error.touches()).isEqualTo(Map.of("device", "vda5"));
    assertThat(found("XFS (dm-1): Filesystem has been shut down due to log error (0x2).").touches())
        .isEqualTo(Map.of("device", "dm-1"));
    assertThat(
            found("I/O error, dev vda, sector 8 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2")
                .touches())
        .isEqualTo(Map.of("device", "vda"));
    assertThat(kind("Buffer I/O error on dev sdb1, logical block 0, async page read"))
        .isEqualTo(ProblemKind.IO_ERROR);
    assertThat(kind("critical medium error, dev sda, sector 1 op 0x0:(READ)"))
        .isEqualTo(ProblemKind.IO_ERROR);
    Finding verity = found("device-mapper: verity: 254:2: data block 1234 is corrupted");
    assertThat(verity.lasting()).contains(ConditionKind.CORRUPTED_IMAGE);
    assertThat(verity.touches()).isEqualTo(Map.of("device", "254:2"));
  }

  @Test
  void whatIsUsualIsNoProblem() {
    for (String usual :
        new String[] {
          "EXT4-fs (vda5): mounted filesystem 4c0f with ordered data mode. Quota mode: none.",
          "device-mapper: verity: sha256 using shash \"sha256-ni\"",
          "rcu: Hierarchical SRCU implementation.",
          "INFO: task",
          "Out of memory: Killed process ",
          "Out of memory: Killed process 9 (",
          "I/O error",
          "oom-kill:",
          ""
        }) {
      assertThat(find(usual)).as(usual).isEmpty();
    }
  }

  @Test
  void onlyTheKernelsOwnWordCounts() {
    KernelMessage forged =
        new KernelMessage(0, 1, 1, 1, false, "EXT4-fs (vda5): Remounting filesystem read-only");
    assertThat(problems.find(forged)).isEmpty();
  }

  private ProblemKind kind(String text) {
    return found(text).kind();
  }
}
