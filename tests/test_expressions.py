"""Expressions on tensors of every type, evaluated by PyTorch and by wgrad: the same values, types, need of gradient, and exceptions."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import autograd

torch = pytest.importorskip("torch")

# u8, i8, i: integers; b: bools; f, g: float32, of which g requires a gradient; h: float16; d: float64. Expressions are separated by semicolons
EXPRESSIONS = """
u8+300; u8==300; u8>300; u8+(-1); u8+2**70; i+2**63; i+2**62*2.0; i8*200; b+b; b-b; b-1; 1-b; -b; b*2; b*b; b/b; b//b; b**2; b**b; b%b;
torch.abs(b); torch.sign(f); torch.sgn(f); torch.sign(b); torch.floor(b); torch.floor(i); torch.round(b); torch.trunc(i); torch.frac(i);
torch.square(b); torch.relu(b); torch.relu(i); torch.relu(f); torch.positive(b); torch.floor_divide(g,2).requires_grad; (g//2).requires_grad;
torch.div(g,2,rounding_mode='floor').requires_grad; i//0; i%0; torch.fmod(i,0); torch.div(i,0,rounding_mode='trunc'); f//0; f%0; i**-1; i**0.5;
i**2.0; 2**i; 2.0**i; i**torch.tensor([1,-1,2]); f==None; f!=None; f=='a'; f<None; f+None; f+'a'; f+[1,2]; torch.add(f,None); torch.add(f,[1]);
torch.where(b,1.0,2); torch.where(b,1,2); torch.where(b,u8,2.5); torch.where(b,u8,torch.tensor([1.,2.])); torch.where(u8,u8,u8);
torch.where(i8,u8,u8); torch.where(b); torch.where(b, torch.tensor(1.0,dtype=torch.float64), torch.ones(2)); torch.clamp(b,0,1);
torch.clamp(i,0,1.5); torch.clamp(i,min=torch.tensor(0.5)); torch.clamp(f,None,None); torch.clamp(f); torch.clamp(f,2,1);
torch.clamp(f,float('nan')); f.clamp(0,1,min=3); i+0.5; i8+0.5; u8+i8; i+h; h+f.double(); h*torch.tensor(2.0,dtype=torch.float64); h*2.5; h.exp();
torch.exp(i); torch.exp(b); i/2; i/i; i.div_(2); i.add_(0.5); i.mul_(2); u8.add_(300); i.pow_(2); i.pow_(0.5); f.eq_(1); f.logical_and_(b);
torch.isnan(i); torch.bitwise_and(f,f); f&f; i&b; b&1; 1&b; i&1.0; b|b; ~f; ~b; ~i; i^1; i<<2; i>>1; f<<2; 2<<i; torch.logical_and(f,i);
torch.logical_not(f); torch.logical_not(i); b.logical_not_(); torch.isclose(f,f); torch.isclose(f,f.double()); torch.isclose(i,i);
torch.isclose(f,1.0); torch.allclose(f,f); torch.allclose(f,f,equal_nan=True); torch.equal(f,i); torch.equal(i,i.int()); torch.equal(f,f);
torch.equal(f,1); torch.maximum(f,i); torch.maximum(b,b); torch.maximum(f,2); torch.lerp(f,f,0.5); torch.lerp(f,i,0.5); torch.lerp(i,i,0.5);
torch.addcmul(f,f,f.double()); torch.addcmul(i,i,i,value=0.5); torch.addcmul(b,b,b); torch.addcmul(b,b,i);
torch.addcmul(f,b,b); torch.nan_to_num(f); torch.nan_to_num(i); torch.sigmoid(b); f*np.float64(2);
np.float64(2)*f; np.float32(2)*f; f*np.float32(2); f*np.ones(4); f.double()*np.float32(2); i*np.float32(2); i*np.int32(2); divmod(f,2); abs(f);
round(f); +f; +b; f@f; f.fill_(torch.tensor(3.0)); f.fill_(torch.tensor([3.0])); i.fill_(2.5); i.copy_(torch.tensor([1.5,2,3])); f.copy_(5);
torch.reciprocal(i); torch.rsqrt(i); torch.atan2(i,i); torch.logit(f); torch.heaviside(f,f); torch.gcd(i,i); torch.angle(f); torch.angle(i);
torch.real(f); torch.float_power(f,2); torch.float_power(i,2); torch.ldexp(f,i[:1]); torch.copysign(i,-1); torch.hypot(i,i);
torch.bitwise_left_shift(i,2); torch.isin(i,2); torch.isin(2,i); torch.isreal(i); torch.signbit(f); torch.signbit(b); torch.gcd(f,f);
torch.add(i,i,alpha=0.5); torch.add(b,b,alpha=2); torch.sub(i,1,alpha=2); torch.add(input=f,other=f); torch.add(1,f); torch.sub(1,f);
torch.mul(2,f); torch.div(2,f); torch.pow(2,f); torch.exp(2.0); torch.maximum(2,f); torch.eq(2,f); torch.add(f,f,out=f); torch.add(f,f,2);
torch.clip(f,min=0); torch.fix(f); f.rsub(1); torch.rsub(f,1); torch.rsub(f,1,alpha=2); (g*2).gt_(0); (g*2).eq_(0); (g*2).logical_and_(g);
(g*2).fill_(3); (g*2).zero_(); (g*2).copy_(f); (f*2).copy_(g); f.clone().copy_(g); f.clone().fill_(g[0]); g.add_(1); g.zero_(); g.data.zero_();
g.detach().add_(1); f.add_(i); f.add_(torch.ones(3)); f.add_(torch.ones(2,4)); f.add_(d); i.add_(f); f.mul_(2).add_(1); f.div_(2); f.div_(2,
rounding_mode='floor'); i.div_(2, rounding_mode='floor'); f.sub_(1, alpha=2); f.add_(f, alpha=-0.5); f.add_(1, alpha=2); i.add_(1, alpha=0.5);
f.pow_(2); f.sqrt_(); f.exp_(); f.clamp_(0,1); f.clamp_(min=0); f.relu_(); f.neg_(); f.abs_(); f.floor_divide_(2); f.lerp_(f,0.3);
f.addcmul_(f,f,value=2); f.addcdiv_(f,f,value=2); f.logical_not_(); i.bitwise_and_(1); i.eq_(1); f.maximum(f); f.max(f); f.expand(2,4).add_(1);
f.square(); f.square_(); f.sigmoid_(); f.tanh_(); f.round_(decimals=2); f.nan_to_num_(0.5); i.exp(); i.exp_(); i.sqrt_(); i.true_divide(2); i//2;
-i//2; i%2; -7%i; 7//i; 2.5//i; f//i[:1]; b+1; b+1.5; b*1.5; b/2; b&i8.bool(); b^True; i|2; u8-50; u8*1.5; i8+i; i8/i8; u8//3; u8%3; i8**2; u8**i8;
f**f; f**2; f**0.5; f**-1; f**0; f**1; f**3; f**-0.5; f**2.5; i**0; i**True; 2**f; True**f; i**f[:1]; f**i[:1]; h+1; h*f; h.sqrt(); h.sum(); h*h;
h**2; h/3; h.tanh(); h.erf(); h>1; d*f[:2]; d[0]*f; f*d[0]; i*d[0]; i8*i[0]; f*i[0]; b*i8[0]; i8+u8[0]; torch.tensor(2)*1.5;
torch.tensor(2.5,dtype=torch.float64)*f; torch.tensor(2.5,dtype=torch.float64)*2; torch.tensor(2.5)*torch.tensor(2,dtype=torch.int64);
torch.tensor(2.5,dtype=torch.float64)*torch.tensor(2.); torch.where(f>0,f,torch.zeros(4)); torch.where(f>0,f,0); torch.where(f>0,1,f);
torch.where(f>0,i[0],f); torch.where(f>0,d[0],f); f.where(f>0,0.); f.where(f>0,f); torch.where(condition=f>0,input=f,other=f); torch.where(f>0,f);
torch.where(f,f,f); torch.maximum(f,d[0]); torch.clamp(g,0,1); torch.clamp(f,torch.tensor(0.),torch.tensor(1.)); torch.clamp(f,torch.zeros(4),None);
torch.clamp(i,0); torch.clamp(i,0.5); torch.clamp(u8,-1,2); torch.clamp(f,min=i[0]); torch.clamp(input=f,min=0,max=1); torch.sub(f,f,alpha=2);
torch.mul(input=f,other=f); torch.mul(f,other=f); f.mul(other=f); torch.exp(input=f); torch.add(input=f,other=f,alpha=2);
torch.pow(input=f,exponent=2); torch.pow(f,exponent=f); torch.div(input=f,other=2); torch.eq(input=f,other=f); torch.maximum(input=f,other=f);
torch.abs(input=i); torch.relu(input=f); torch.isnan(input=f); torch.logical_not(input=f); torch.atan2(input=f,other=f);
torch.lerp(input=f,end=f,weight=0.5); torch.float_power(2,f); torch.float_power(f,f); torch.xlogy(f,2); torch.xlogy(2,f);
torch.isin(i,torch.tensor([1,3])); torch.isin(i,torch.tensor([1,3]),invert=True); torch.isclose(f,f,equal_nan=True); torch.equal(f,f.double());
torch.isclose(input=f,other=f,rtol=1e-3,atol=1e-3); torch.allclose(input=f,other=f); f==f.double(); f==1; f==[1]; 1==f; f!=f; f>None; None==f; f in
[f]; 1.0 in f; f+np.ones(4,np.float32); np.float32(2)+i; np.int64(2)*f; f/np.float64(3); f**np.float64(2); np.float64(2)**f; f>np.float64(0);
f==np.float32(1); np.float64(0)<f; True+f; f+True; i+True; b+True; b*True; b>0; b==1; b<b; i==1.5; u8==-1; u8<-1; i8>200; abs(i); +i; -u8; ~i8;
~True; i<<torch.tensor([1,2,3]); -8>>i.abs(); i&True; b|0; b&1.0; True&b; f.reciprocal(); f.rsqrt(); i.rsqrt(); f.logit(eps=0.1); f.logit(0.1);
f.sinc(); f.erfinv(); i.lgamma(); torch.polygamma(1,d); d.polygamma(2); f.signbit(); f.sgn(); f.angle(); f.real; f.isreal(); f.isposinf();
f.isneginf(); f.isfinite(); f.heaviside(f); f.hypot(f); f.logaddexp(f); f.copysign(-1); f.ldexp(i[:1]); i.gcd(i); i.lcm(i); f.fmod(2); f.fmod(-2);
i.fmod(2); torch.fmod(i,i*0); f.frac(); f.trunc(); f.fix(); f.deg2rad(); i.rad2deg(); f.exp2(); i.exp2(); f.negative(); f.absolute(); f.multiply(2);
f.divide(2); f.subtract(2); f.greater(0); f.less_equal(0); f.not_equal(0); f.arccos(); f.arctan2(f); f.clip(0,1); f.clip_(0,1); f.multiply_(2);
f.subtract_(1); f.arccos_(); f.greater_(0); i.negative_(); torch.square(i); torch.add(f,2,alpha=3); torch.add(2,f,alpha=3); torch.rsub(i,2);
torch.addcdiv(i,i,i); torch.addcdiv(f,i[:1],i[:1]); torch.lerp(f,f,torch.ones(4)); torch.lerp(f,f,d); f.nan_to_num(nan=1,posinf=2); b.nan_to_num();
torch.logical_xor(b,b); b.logical_and(b); b.logical_or_(b); torch.bitwise_not(b); torch.bitwise_or(1,i); torch.bitwise_left_shift(1,i.abs());
torch.positive(f) is f; f.fill_(2).fill_(True); i.fill_(True); f.fill_("a"); f.copy_(i[:1]); f.copy_(torch.ones(3)); f.copy_([1,2,3,4]);
f.copy_(np.ones(4)); f.zero_(); g.fill_(1); g.copy_(f);
torch.add(i[:2],u8,alpha=7); torch.add(f[:2],h.expand(2)*2e4,alpha=10); torch.sub(i[:2],u8,alpha=7); torch.rsub(u8,i[:2],alpha=7); i[:2].add_(u8,alpha=7);
i[:2].sub_(u8,alpha=7); torch.add(b,True,alpha=2); b.add_(True,alpha=2); torch.add(i,i,alpha=True); torch.add(u8,u8,alpha=300); torch.sub(u8,u8,alpha=300);
u8.add_(u8,alpha=300); torch.add(u8,1,alpha=300); torch.add(i,i,alpha=1.0); u8-True; True-u8; torch.addcmul(i[:2],u8,u8); torch.addcmul(i[:2],u8,u8,value=3);
torch.addcmul(u8,i8,i8*100,value=2); i[:2].addcmul_(u8,u8); torch.addcmul(u8,u8,u8,value=300); torch.addcmul(u8,b,b,value=2);
torch.addcdiv(u8,u8,h.expand(2),value=10); torch.addcdiv(d,h.expand(2),h.expand(2)*3); torch.trapezoid(u8*200); torch.trapezoid(u8*200,dx=2);
torch.trapezoid(u8,u8*50); torch.trapezoid(b); torch.trapezoid(f[:0]); torch.trapezoid(f[:1]); torch.cumulative_trapezoid(b);
torch.cumulative_trapezoid(u8*200); torch.cumulative_trapezoid(u8,u8*50); b<<b; b>>1; torch.trace(torch.eye(3,dtype=torch.uint8)*200);
torch.trace(torch.eye(3,dtype=torch.bool).to(torch.int8)*100); i8.clamp(min=300); i8.clamp(max=-300); u8.clamp(-1,300); u8.clamp_(min=300);
i8.clamp_max(300); b.clamp(min=True); torch.where(b,u8,300); torch.where(b,300,u8); torch.where(b,u8,-1); torch.where(b,h,1e5); torch.where(b,i8,1.5);
torch.fill(u8,300); torch.fill(u8,1.5); torch.fill(u8,-1); torch.fill(u8,float('nan')); u8.fill_(300); u8.fill_(-1.5); u8.fill_(-1); i.fill_(2**63-1);
u8.masked_fill(b,300); u8.masked_fill(b,torch.tensor(300)); u8.masked_fill_(b,-1.5); u8.index_fill(0,torch.tensor([0]),300);
u8.index_fill(0,torch.tensor([0]),torch.tensor(300)); u8.scatter(0,torch.tensor([0]),-1.5); torch.full((2,),300,dtype=torch.uint8);
torch.full((2,),1e5,dtype=torch.float16); torch.full_like(u8,-1.5); torch.full((2,),float('inf'),dtype=torch.float16); torch.linspace(0,300,3,dtype=torch.uint8);
torch.linspace(0,-1,3,dtype=torch.uint8); torch.nn.functional.pad(u8,(1,1),value=300); torch.nn.functional.pad(i8,(1,1),value=-2.5);
torch.nn.functional.threshold(u8,3,300); torch.nn.functional.threshold(u8,3,2); u8.index_add(0,torch.tensor([0,0]),u8,alpha=300);
i8.index_add(0,torch.tensor([0,0]),i8,alpha=1.5); torch.addmv(u8,u8[None].expand(2,2),u8,alpha=300); torch.addr(u8[:,None],u8,u8,alpha=300);
torch.addr(b,u8,u8); torch.addr(i[:2],u8,u8); u8.scatter_reduce(0,torch.tensor([0,0]),u8,'mean'); i8.scatter_reduce_(0,torch.tensor([0,0]),i8*100,'mean');
i8.index_reduce(0,torch.tensor([1,1]),i8,'mean'); torch.nn.functional.huber_loss(u8,u8); torch.nn.functional.smooth_l1_loss(i,i);
torch.nn.functional.huber_loss(h,d[0]); torch.nn.functional.l1_loss(u8,i[1],reduction='none'); torch.nn.functional.smooth_l1_loss(h,d[0]);
torch.nn.functional.kl_div(i,i); torch.nn.functional.soft_margin_loss(u8,u8); torch.nn.functional.nll_loss(i[None],i[2:]-3);
torch.nn.functional.binary_cross_entropy_with_logits(u8,u8); torch.nn.functional.prelu(u8,u8[:1]); torch.nn.functional.layer_norm(u8,(2,));
torch.nn.functional.group_norm(u8[None],1); torch.nn.functional.batch_norm(u8[None],u8,u8); torch.nn.functional.instance_norm(u8[None,None]);
torch.nn.functional.local_response_norm(i8[None,None],2); torch.nn.functional.local_response_norm(i[None,None],2);
torch.nn.functional.avg_pool1d(u8[None],2); torch.nn.functional.avg_pool1d(i[None],2); torch.nn.functional.avg_pool2d(i8[None,None],1);
torch.nn.functional.avg_pool3d(i[None,None,None],1); torch.nn.functional.lp_pool1d(i8[None],2,2); torch.nn.functional.lp_pool1d(i[None],2,2);
torch.nn.functional.linear(b[None],b[None]); torch.nn.functional.bilinear(i8[:1],i8[:1],i8.reshape(2,1,1)*100);
torch.nn.functional.bilinear(u8[:1],i8[:1],i8.reshape(2,1,1)); torch.nn.functional.huber_loss(i,f[:3]); torch.nn.functional.kl_div(f,f>0);
torch.nn.functional.soft_margin_loss(i,f[:3]);
torch.histogram(torch.tensor([.5,1.5,2.5]),bins=torch.tensor([0.,1.,2.,3.]),weight=torch.tensor([1e8,1.,1.])).hist; torch.histogram(f[:3],4).bin_edges;
torch.histogram(torch.arange(11)/10,10,range=(0.,1.)).hist; torch.histogram(torch.arange(11)/10,7,range=(0.,.7),density=True).hist;
torch.histogram(f[:3],4,weight=d); torch.histc(torch.arange(11)/10,10,0,1); torch.histc(torch.arange(11)/10,7,.1,.7); torch.histc(f,4,-2,1);
torch.histc(d*.7,5); torch.histc(u8,3); torch.histc(f[:0],3);
torch.tensor([1,'a']); torch.tensor(['a',1]); torch.tensor([[1],['a']]); torch.tensor(['a'])
"""


def names(library: Any) -> dict[str, Any]:
    """Fresh operands, as tensors of the library."""
    t = library
    f = t.tensor([1.0, -2.0, 0.0, float("nan")])
    return dict(
        torch=t,
        np=np,
        u8=t.tensor([44, 1], dtype=t.uint8),
        i8=t.tensor([1, 2], dtype=t.int8),
        i=t.tensor([1, -2, 3]),
        b=t.tensor([True, False]),
        f=f,
        g=f.clone().requires_grad_(),
        h=t.tensor([1.5], dtype=t.float16),
        d=t.tensor([1.5, 2], dtype=t.float64),
    )


def described(library: Any, expression: str) -> Any:
    """All that should agree of what an expression gives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _described(eval(expression, names(library)))
        except Exception as error:
            return type(error).__name__


def _described(result: Any) -> Any:
    if isinstance(result, tuple):
        return tuple(map(_described, result))
    if not hasattr(result, "requires_grad"):
        return result
    array = result.detach().numpy()
    values = np.round(array.astype(float), 4) + 0.0 if array.dtype.kind == "f" else array
    return str(result.dtype), array.shape, str(values.tolist()), result.requires_grad, result.is_leaf


@pytest.mark.parametrize("expression", [" ".join(e.split()) for e in EXPRESSIONS.split(";")])
def test_same_as_in_pytorch(expression: str) -> None:
    assert described(autograd, expression) == described(torch, expression)


# gradients where a function has a kink, two operands tie, or a value is infinite or not a number
AT_KINKS = """
abs(x); x.relu(); x.sign(); x.clamp(-1, 1); x.clamp(min=0); x.clamp(max=1); x.clamp(1, -1); torch.clamp(x, y, y + 1);
x.clamp_min(y); x.clamp_max(y); torch.maximum(x, y); torch.minimum(x, y); torch.fmax(x, y); torch.fmin(x, y); torch.where(x > 0, x, y);
x.clamp(min=0).sqrt(); torch.where(x > 0, x, 1.0).log(); x.relu().sqrt(); x.sqrt(); x.rsqrt(); x.log(); x.log1p(); x.reciprocal();
x / y; x * y; x**0; x**1; x**2; x**3; x**-1; x**0.5; x**1.5; x**y; 0.0**x; 2.0**x; x.floor(); x.round(); x.frac(); x % 1; x % y; x.fmod(1);
x.exp(); x.exp2(); x.expm1(); x.tanh(); x.sigmoid(); x.atan(); x.asin(); x.acos(); x.acosh(); x.atanh(); x.asinh(); x.sinh(); x.cosh();
torch.atan2(x, y); torch.hypot(x, y); torch.logaddexp(x, y); torch.logaddexp2(x, y); torch.xlogy(x, y); torch.copysign(x, y); x.sinc(); x.logit();
x.nan_to_num(); x.nan_to_num(1.0, 2.0, 3.0); x.erf(); x.erfc(); x.erfinv(); torch.lerp(x, y, 0.3); torch.lerp(x, y, 0.7); x.angle()
"""


@pytest.mark.parametrize("expression", [" ".join(e.split()) for e in AT_KINKS.split(";")])
def test_same_gradients_as_in_pytorch_at_kinks(expression: str) -> None:
    specials = [-1.0, 0.0, 0.5, 1.0, 2.0, float("inf"), -float("inf"), float("nan")]
    x, y = (v.ravel() for v in np.meshgrid(specials, specials))
    found = []
    for library in (autograd, torch):
        leaves = [library.from_numpy(v.copy()).requires_grad_() for v in (x, y)]
        result = eval(expression, {"torch": library, "x": leaves[0], "y": leaves[1]})
        found.append(library.autograd.grad(result.sum(), leaves, allow_unused=True))
    for ours, theirs in zip(*found, strict=True):
        assert (ours is None) == (theirs is None)
        if ours is not None:
            np.testing.assert_allclose(
                ours.numpy(), theirs.numpy(), rtol=1e-12, atol=1e-12, err_msg=f"{expression} at {list(zip(x, y, strict=True))}"
            )
