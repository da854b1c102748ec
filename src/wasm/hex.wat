;; Bytes to hexadecimal digits, upper case, and back. Bytes are at address 0, digits at 16384, where there is room for 32768.
;; `npm run wasm` compiles this file to hex-bytes.ts.

(module
  (memory (export "memory") 1)

  ;; Writes the digits of the first $length bytes, at most 16384. Up to 31 digits behind them are written too, whatever they are.
  (func (export "encode") (param $length i32)
    (local $at i32)
    (local $to i32)
    (local $bytes v128)
    (local $high v128)
    (local $low v128)
    (local.set $to (i32.const 16384))
    (block $done
      (loop $sixteen
        (br_if $done (i32.ge_u (local.get $at) (local.get $length)))
        (local.set $bytes (v128.load (local.get $at)))
        (local.set $high (call $digits (i8x16.shr_u (local.get $bytes) (i32.const 4))))
        (local.set $low (call $digits (v128.and (local.get $bytes) (i8x16.splat (i32.const 0x0F)))))
        (v128.store offset=0 (local.get $to)
          (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $high) (local.get $low)))
        (v128.store offset=16 (local.get $to)
          (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $high) (local.get $low)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (local.set $to (i32.add (local.get $to) (i32.const 32)))
        (br $sixteen))))

  ;; The digit of each value from 0 to 15.
  (func $digits (param $values v128) (result v128)
    (i8x16.swizzle
      (v128.const i8x16 0x30 0x31 0x32 0x33 0x34 0x35 0x36 0x37 0x38 0x39 0x41 0x42 0x43 0x44 0x45 0x46)
      (local.get $values)))

  ;; Writes the first $length bytes, at most 16384, out of their digits. 0: one of these is none, and the bytes do not count.
  ;; Up to 15 bytes behind them are written too, whatever they are.
  (func (export "decode") (param $length i32) (result i32)
    (local $at i32)
    (local $to i32)
    (local $first v128)
    (local $second v128)
    (local $high v128)
    (local $low v128)
    (local $valid v128)
    ;; What stands behind the digits is to count as digits.
    (local.set $at (i32.add (i32.const 16384) (i32.shl (local.get $length) (i32.const 1))))
    (v128.store offset=0 align=1 (local.get $at) (i8x16.splat (i32.const 0x30)))
    (v128.store offset=16 align=1 (local.get $at) (i8x16.splat (i32.const 0x30)))
    (local.set $at (i32.const 16384))
    (local.set $valid (i64x2.splat (i64.const -1)))
    (block $done
      (loop $sixteen
        (br_if $done (i32.ge_u (local.get $to) (local.get $length)))
        (local.set $first (v128.load offset=0 (local.get $at)))
        (local.set $second (v128.load offset=16 (local.get $at)))
        (local.set $high
          (i8x16.shuffle 0 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 (local.get $first) (local.get $second)))
        (local.set $low
          (i8x16.shuffle 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 (local.get $first) (local.get $second)))
        (local.set $valid
          (v128.and (local.get $valid)
            (v128.and (call $areDigits (local.get $high)) (call $areDigits (local.get $low)))))
        (v128.store (local.get $to)
          (v128.or
            (i8x16.shl (call $values (local.get $high)) (i32.const 4))
            (call $values (local.get $low))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (br $sixteen)))
    (i8x16.all_true (local.get $valid)))

  ;; All bits are set of those that are 0 to 9 or A to F.
  (func $areDigits (param $digits v128) (result v128)
    (v128.or
      (i8x16.lt_u (i8x16.sub (local.get $digits) (i8x16.splat (i32.const 0x30))) (i8x16.splat (i32.const 10)))
      (i8x16.lt_u (i8x16.sub (local.get $digits) (i8x16.splat (i32.const 0x41))) (i8x16.splat (i32.const 6)))))

  ;; What digits are worth: 0 to 15.
  (func $values (param $digits v128) (result v128)
    (i8x16.sub
      (local.get $digits)
      (v128.bitselect
        (i8x16.splat (i32.const 0x37))
        (i8x16.splat (i32.const 0x30))
        (i8x16.gt_u (local.get $digits) (i8x16.splat (i32.const 0x40)))))))
