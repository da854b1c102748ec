;; The shortest text that reads back to a double, and the double of such a text. The digits are found by Schubfach, of Raffaello
;; Giulietti, as in Java's DoubleToDecimal; names are those of its paper, "The Schubfach way to render doubles".
;;
;; The caller puts g(k) for k from -30 to 30 at address 0, 16 bytes each: the upper 63 bits, then the lower 63. A text to read begins
;; at 1024; a text that was written ends before 1152.
;; `npm run wasm` compiles this file to real-bytes.ts.

(module
  (memory (export "memory") 1)

  ;; After `digits`: the exponent of ten that goes with them.
  (global $exponent (mut i32) (i32.const 0))

  ;; The upper 64 bits of a product.
  (func $mulHigh (param $x i64) (param $y i64) (result i64)
    (local $x0 i64) (local $x1 i64) (local $y0 i64) (local $y1 i64) (local $mid i64) (local $mid2 i64)
    (local.set $x0 (i64.and (local.get $x) (i64.const 0xFFFFFFFF)))
    (local.set $x1 (i64.shr_u (local.get $x) (i64.const 32)))
    (local.set $y0 (i64.and (local.get $y) (i64.const 0xFFFFFFFF)))
    (local.set $y1 (i64.shr_u (local.get $y) (i64.const 32)))
    (local.set $mid
      (i64.add
        (i64.mul (local.get $x1) (local.get $y0))
        (i64.shr_u (i64.mul (local.get $x0) (local.get $y0)) (i64.const 32))))
    (local.set $mid2
      (i64.add
        (i64.mul (local.get $x0) (local.get $y1))
        (i64.and (local.get $mid) (i64.const 0xFFFFFFFF))))
    (i64.add
      (i64.add
        (i64.mul (local.get $x1) (local.get $y1))
        (i64.shr_u (local.get $mid) (i64.const 32)))
      (i64.shr_u (local.get $mid2) (i64.const 32))))

  ;; The product with g, rounded to odd.
  (func $rop (param $g1 i64) (param $g0 i64) (param $cp i64) (result i64)
    (local $z i64)
    (local.set $z
      (i64.add
        (i64.shr_u (i64.mul (local.get $g1) (local.get $cp)) (i64.const 1))
        (call $mulHigh (local.get $g0) (local.get $cp))))
    (i64.or
      (i64.add
        (call $mulHigh (local.get $g1) (local.get $cp))
        (i64.shr_u (local.get $z) (i64.const 63)))
      (i64.shr_u
        (i64.add
          (i64.and (local.get $z) (i64.const 0x7FFFFFFFFFFFFFFF))
          (i64.const 0x7FFFFFFFFFFFFFFF))
        (i64.const 63))))

  ;; The digits of a normal positive double, perhaps with zeros at the end.
  (func $digits (param $value f64) (result i64)
    (local $bits i64) (local $c i64) (local $q i32) (local $k i32) (local $h i64)
    (local $out i64) (local $cb i64) (local $cbl i64) (local $g i32) (local $g1 i64) (local $g0 i64)
    (local $vb i64) (local $vbl i64) (local $vbr i64) (local $s i64) (local $sp i64) (local $tp i64)
    (local $upin i32) (local $wpin i32) (local $cmp i64)
    (local.set $bits (i64.reinterpret_f64 (local.get $value)))
    (local.set $c (i64.or (i64.and (local.get $bits) (i64.const 0xFFFFFFFFFFFFF)) (i64.const 0x10000000000000)))
    (local.set $q
      (i32.sub (i32.and (i32.wrap_i64 (i64.shr_u (local.get $bits) (i64.const 52))) (i32.const 0x7FF)) (i32.const 1075)))
    (local.set $out (i64.and (local.get $c) (i64.const 1)))
    (local.set $cb (i64.shl (local.get $c) (i64.const 2)))
    (if (i64.eq (local.get $c) (i64.const 0x10000000000000))
      (then
        (local.set $cbl (i64.sub (local.get $cb) (i64.const 1)))
        ;; floor(log10(3/4 2^q))
        (local.set $k (i32.wrap_i64 (i64.shr_s
          (i64.add (i64.mul (i64.extend_i32_s (local.get $q)) (i64.const 661971961083)) (i64.const -274743187321))
          (i64.const 41)))))
      (else
        (local.set $cbl (i64.sub (local.get $cb) (i64.const 2)))
        ;; floor(log10(2^q))
        (local.set $k (i32.wrap_i64 (i64.shr_s
          (i64.mul (i64.extend_i32_s (local.get $q)) (i64.const 661971961083))
          (i64.const 41))))))
    ;; q + floor(log2(10^-k)) + 2
    (local.set $h
      (i64.add
        (i64.add (i64.extend_i32_s (local.get $q)) (i64.const 2))
        (i64.shr_s
          (i64.mul (i64.extend_i32_s (i32.sub (i32.const 0) (local.get $k))) (i64.const 913124641741))
          (i64.const 38))))
    (local.set $g (i32.mul (i32.add (local.get $k) (i32.const 30)) (i32.const 16)))
    (local.set $g1 (i64.load offset=0 (local.get $g)))
    (local.set $g0 (i64.load offset=8 (local.get $g)))
    (local.set $vb (call $rop (local.get $g1) (local.get $g0) (i64.shl (local.get $cb) (local.get $h))))
    (local.set $vbl (call $rop (local.get $g1) (local.get $g0) (i64.shl (local.get $cbl) (local.get $h))))
    (local.set $vbr
      (call $rop (local.get $g1) (local.get $g0)
        (i64.shl (i64.add (local.get $cb) (i64.const 2)) (local.get $h))))
    (local.set $s (i64.shr_u (local.get $vb) (i64.const 2)))
    (global.set $exponent (local.get $k))
    (local.set $sp (i64.mul (i64.div_u (local.get $s) (i64.const 10)) (i64.const 10)))
    (local.set $tp (i64.add (local.get $sp) (i64.const 10)))
    (local.set $upin
      (i64.le_u (i64.add (local.get $vbl) (local.get $out)) (i64.shl (local.get $sp) (i64.const 2))))
    (local.set $wpin
      (i64.le_u (i64.add (i64.shl (local.get $tp) (i64.const 2)) (local.get $out)) (local.get $vbr)))
    (if (i32.ne (local.get $upin) (local.get $wpin))
      (then (return (select (local.get $sp) (local.get $tp) (local.get $upin)))))
    (local.set $tp (i64.add (local.get $s) (i64.const 1)))
    (local.set $upin
      (i64.le_u (i64.add (local.get $vbl) (local.get $out)) (i64.shl (local.get $s) (i64.const 2))))
    (local.set $wpin
      (i64.le_u (i64.add (i64.shl (local.get $tp) (i64.const 2)) (local.get $out)) (local.get $vbr)))
    (if (i32.ne (local.get $upin) (local.get $wpin))
      (then (return (select (local.get $s) (local.get $tp) (local.get $upin)))))
    (local.set $cmp
      (i64.sub (local.get $vb) (i64.shl (i64.add (local.get $s) (local.get $tp)) (i64.const 1))))
    (if (i64.lt_s (local.get $cmp) (i64.const 0)) (then (return (local.get $s))))
    (if (i64.gt_s (local.get $cmp) (i64.const 0)) (then (return (local.get $tp))))
    (select (local.get $tp) (local.get $s) (i32.wrap_i64 (i64.and (local.get $s) (i64.const 1)))))

  ;; Writes a double from 1e-6 up to 1e21, which JavaScript writes without an exponent. Returns where the text begins.
  (func $write (export "write") (param $value f64) (result i32)
    (local $digits i64) (local $rest i64) (local $exponent i32) (local $at i32)
    (local.set $digits (call $digits (local.get $value)))
    (local.set $exponent (global.get $exponent))
    (local.set $at (i32.const 1152))
    ;; No zero at the end counts.
    (block $done
      (loop $zero
        (local.set $rest (i64.div_u (local.get $digits) (i64.const 10)))
        (br_if $done (i64.ne (i64.mul (local.get $rest) (i64.const 10)) (local.get $digits)))
        (local.set $digits (local.get $rest))
        (local.set $exponent (i32.add (local.get $exponent) (i32.const 1)))
        (br $zero)))
    (if (i32.lt_s (local.get $exponent) (i32.const 0))
      (then
        (loop $decimal
          (local.set $at (i32.sub (local.get $at) (i32.const 1)))
          (local.set $rest (i64.div_u (local.get $digits) (i64.const 10)))
          (i64.store8 (local.get $at)
            (i64.add
              (i64.sub (local.get $digits) (i64.mul (local.get $rest) (i64.const 10)))
              (i64.const 0x30)))
          (local.set $digits (local.get $rest))
          (local.set $exponent (i32.add (local.get $exponent) (i32.const 1)))
          (br_if $decimal (i32.lt_s (local.get $exponent) (i32.const 0))))
        (local.set $at (i32.sub (local.get $at) (i32.const 1)))
        (i32.store8 (local.get $at) (i32.const 0x2E)))
      (else
        (block $whole
          (loop $hundred
            (br_if $whole (i32.eqz (local.get $exponent)))
            (local.set $at (i32.sub (local.get $at) (i32.const 1)))
            (i32.store8 (local.get $at) (i32.const 0x30))
            (local.set $exponent (i32.sub (local.get $exponent) (i32.const 1)))
            (br $hundred)))))
    (loop $whole
      (local.set $at (i32.sub (local.get $at) (i32.const 1)))
      (local.set $rest (i64.div_u (local.get $digits) (i64.const 10)))
      (i64.store8 (local.get $at)
        (i64.add
          (i64.sub (local.get $digits) (i64.mul (local.get $rest) (i64.const 10)))
          (i64.const 0x30)))
      (local.set $digits (local.get $rest))
      (br_if $whole (i64.ne (local.get $digits) (i64.const 0))))
    (local.get $at))

  ;; Whether a double is written as the text of $length bytes that is to be read.
  (func $isWritten (param $value f64) (param $length i32) (result i32)
    (local $at i32) (local $index i32)
    (local.set $at (call $write (local.get $value)))
    (if (i32.ne (i32.sub (i32.const 1152) (local.get $at)) (local.get $length)) (then (return (i32.const 0))))
    (loop $byte
      (if
        (i32.ne
          (i32.load8_u (i32.add (local.get $at) (local.get $index)))
          (i32.load8_u offset=1024 (local.get $index)))
        (then (return (i32.const 0))))
      (local.set $index (i32.add (local.get $index) (i32.const 1)))
      (br_if $byte (i32.lt_u (local.get $index) (local.get $length))))
    (i32.const 1))

  ;; The double that is written as the text of $length bytes. $near: within some units of its last place, from 1e-6 up to 1e20. NaN:
  ;; none that is near is written so.
  (func (export "read") (param $near f64) (param $length i32) (result f64)
    (local $step i64) (local $value f64)
    (loop $next
      ;; 0, 1, -1, 2, -2 ...
      (local.set $value
        (f64.reinterpret_i64
          (i64.add (i64.reinterpret_f64 (local.get $near)) (local.get $step))))
      (if (call $isWritten (local.get $value) (local.get $length)) (then (return (local.get $value))))
      (local.set $step
        (select
          (i64.sub (i64.const 0) (local.get $step))
          (i64.sub (i64.const 1) (local.get $step))
          (i64.gt_s (local.get $step) (i64.const 0))))
      (br_if $next (i64.ne (local.get $step) (i64.const 3))))
    (f64.const nan)))
